# The space of a running meeting gets another address by hand: nobody could dial in; put right within reconcile_every.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m
at 90s
hand readdress 1 77
at 4m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:30.000 (by hand: PUT space 1 uri=77&callId=77)
00:02:01.160 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5&uri=1&callId=1
00:02:01.160 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="Board meeting" times=1 meeting=M1
00:04:00.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 up, preferred
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core1: call C1 in S1
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
