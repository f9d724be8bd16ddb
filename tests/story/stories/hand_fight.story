# Somebody renames a free space again and again: it is put right three times, then left; a name does not keep it from being used.
bridges 1
pool 1 1
ready
hand rename 1 Mine
at 90s
hand rename 1 Mine
at 150s
hand rename 1 Mine
at 210s
hand rename 1 Mine
at 4m
hand rename 1 Mine
at 10m
book Next at 11m for 2m
at 20m
show
reload
at 22m
idle
---
00:00:10.000 (by hand: PUT space 1 name=Mine)
00:01:01.140 ! a space was changed by hand, it is put right: index=1 id=S1 differs=name name="Mine" times=1 meeting=
00:01:01.140 * space 1 closing
00:01:01.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:01.160 * space 1 free
00:01:30.000 (by hand: PUT space 1 name=Mine)
00:02:01.180 ! a space was changed by hand, it is put right: index=1 id=S1 differs=name name="Mine" times=2 meeting=
00:02:01.180 * space 1 closing
00:02:01.180 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:01.200 * space 1 free
00:02:30.000 (by hand: PUT space 1 name=Mine)
00:03:01.220 ! a space was changed by hand, it is put right: index=1 id=S1 differs=name name="Mine" times=3 meeting=
00:03:01.220 * space 1 closing
00:03:01.220 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:01.240 * space 1 free
00:03:30.000 (by hand: PUT space 1 name=Mine)
00:04:00.000 (by hand: PUT space 1 name=Mine)
00:04:01.260 ! a space is changed again and again, it is left as it is: index=1 id=S1 differs=name meeting=
00:10:00.000 * M1 scheduled
00:10:00.000 booked: done M1
00:11:00.000 * M1 starting, space 1
00:11:00.000 * space 1 in_use
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Next&secret=X5
00:11:00.020 > core1 POST /calls coSpace=S1
00:11:00.040 < core1 200 C1
00:11:00.040 * M1 active, space 1, call C1 on core1
00:13:00.000 * M1 ending, space 1, call C1 on core1
00:13:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:13:00.020 > core1 DELETE /calls/C1
00:13:00.040 * M1 ended
00:13:00.040 * space 1 free
00:20:00.000 = M1 "Next" ended from 660s to 780s
00:20:00.000 = space 1 free
00:20:00.000 = core1 up, preferred
00:20:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:20:00.000 the configuration is read again
