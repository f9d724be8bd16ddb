# Somebody wants a space for himself: his address for it and his guests stand, it is out of use; then the operator has it back.
bridges 1
pool 1 2
ready
hand readdress 1 4711
at 90s
hand readdress 1 4711
at 150s
hand readdress 1 4711
at 210s
hand readdress 1 4711
at 300s
hand call 1 core1
book "Board meeting" at 6m for 3m
at 8m
show
restore 1
at 12m
show
idle
---
00:00:10.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:01:01.140 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="TMS_Scheduled_Meeting_1" times=1 meeting=
00:01:01.140 * space 1 closing
00:01:01.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:01:01.160 * space 1 free
00:01:30.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:02:01.180 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="TMS_Scheduled_Meeting_1" times=2 meeting=
00:02:01.180 * space 1 closing
00:02:01.180 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:02:01.200 * space 1 free
00:02:30.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:03:01.220 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="TMS_Scheduled_Meeting_1" times=3 meeting=
00:03:01.220 * space 1 closing
00:03:01.220 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:03:01.240 * space 1 free
00:03:30.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:04:01.260 ! a space is left as somebody else has it, and out of use: restore it if that was not meant: index=1 id=S1 differs=uri,callId reason="it was changed again and again"
00:04:01.260 * space 1 contested
00:05:00.000 (by hand: a call in space 1 on core1)
00:05:00.000 * M1 scheduled
00:05:00.000 booked: done M1
00:06:00.000 * M1 starting, space 2
00:06:00.000 * space 2 in_use
00:06:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:06:00.020 > core1 POST /calls coSpace=S2
00:06:00.040 < core1 200 C1
00:06:00.040 * M1 active, space 2, call C1 on core1
00:08:00.000 = M1 "Board meeting" active from 360s to 540s space 2 call C1 on core1
00:08:00.000 = space 1 contested
00:08:00.000 = space 2 in_use
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 4711, closed
00:08:00.000 =   at the bridges: S2 "Board meeting" uri 2, open
00:08:00.000 =   at core1: call X6 in S1
00:08:00.000 =   at core1: call C1 in S2
00:08:00.000 - a space is taken back into use: index=1 id=S1 reason="the operator wants it"
00:08:00.000 * space 1 closing
00:08:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:08:00.000 restored: done
00:08:00.020 > core1 GET /calls?coSpaceFilter=S1
00:08:00.040 > core1 DELETE /calls/X6
00:08:00.040 ! a call that no meeting has is closed: index=1 call=X6 bridge=core1
00:08:00.060 > core1 GET /calls?coSpaceFilter=S1
00:08:00.080 * space 1 free
00:09:00.000 * M1 ending, space 2, call C1 on core1
00:09:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:09:00.020 > core1 DELETE /calls/C1
00:09:00.040 * M1 ended
00:09:00.040 * space 2 free
00:12:00.000 = M1 "Board meeting" ended from 360s to 540s
00:12:00.000 = space 1 free
00:12:00.000 = space 2 free
00:12:00.000 = core1 up, preferred
00:12:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:12:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
