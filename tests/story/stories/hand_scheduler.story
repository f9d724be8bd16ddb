# Not one space but several are changed again and again: that is another scheduler on the same range, and is said so, once.
bridges 1
pool 1 3
ready
hand readdress 1 4711
hand rename 2 Theirs
at 90s
hand readdress 1 4711
hand rename 2 Theirs
at 150s
hand readdress 1 4711
hand rename 2 Theirs
at 210s
hand readdress 1 4711
hand rename 2 Theirs
at 6m
show
---
00:00:10.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:00:10.000 (by hand: PUT space 2 name=Theirs)
00:01:01.140 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="TMS_Scheduled_Meeting_1" times=1 meeting=
00:01:01.140 ! a space was changed by hand, it is put right: index=2 id=S2 differs=name name="Theirs" times=1 meeting=
00:01:01.140 * space 1 closing
00:01:01.140 * space 2 closing
00:01:01.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:01:01.140 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:01:01.160 * space 1 free
00:01:01.160 * space 2 free
00:01:30.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:01:30.000 (by hand: PUT space 2 name=Theirs)
00:02:01.180 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="TMS_Scheduled_Meeting_1" times=2 meeting=
00:02:01.180 ! a space was changed by hand, it is put right: index=2 id=S2 differs=name name="Theirs" times=2 meeting=
00:02:01.180 * space 1 closing
00:02:01.180 * space 2 closing
00:02:01.180 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:02:01.180 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:02:01.200 * space 1 free
00:02:01.200 * space 2 free
00:02:30.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:02:30.000 (by hand: PUT space 2 name=Theirs)
00:03:01.220 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="TMS_Scheduled_Meeting_1" times=3 meeting=
00:03:01.220 ! a space was changed by hand, it is put right: index=2 id=S2 differs=name name="Theirs" times=3 meeting=
00:03:01.220 * space 1 closing
00:03:01.220 * space 2 closing
00:03:01.220 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:03:01.220 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:03:01.240 * space 1 free
00:03:01.240 * space 2 free
00:03:30.000 (by hand: PUT space 1 uri=4711&callId=4711)
00:03:30.000 (by hand: PUT space 2 name=Theirs)
00:04:01.260 ! a space is left as somebody else has it, and out of use: restore it if that was not meant: index=1 id=S1 differs=uri,callId reason="it was changed again and again"
00:04:01.260 ! a space is changed again and again, it is left as it is: index=2 id=S2 differs=name meeting=
00:04:01.260 ! another scheduler seems to use the pool: several spaces are changed again and again: spaces=2 advice="look for TMS or another scheduler on this range, and give one of the two another range in pool"
00:04:01.260 * space 1 contested
00:06:00.000 = space 1 contested
00:06:00.000 = space 2 free
00:06:00.000 = space 3 free
00:06:00.000 = core1 up, preferred
00:06:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 4711, closed
00:06:00.000 =   at the bridges: S2 "Theirs" uri 2, closed
00:06:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
