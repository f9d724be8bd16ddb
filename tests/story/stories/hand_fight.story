# Somebody renames a free space again and again: it is put right ever more rarely.
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
at 20m
show
idle
---
00:00:10.000 (by hand: PUT space 1 name=Mine)
00:01:01.140 ! a space was changed by hand, it is put right: index=1 id=S1 name="Mine" times=1 meeting=
00:01:01.140 * space 1 closing
00:01:01.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:01.160 * space 1 free
00:01:30.000 (by hand: PUT space 1 name=Mine)
00:02:01.180 ! a space was changed by hand, it is put right: index=1 id=S1 name="Mine" times=2 meeting=
00:02:01.180 * space 1 closing
00:02:01.180 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:01.200 * space 1 free
00:02:30.000 (by hand: PUT space 1 name=Mine)
00:03:01.220 ! a space was changed by hand, it is put right: index=1 id=S1 name="Mine" times=3 meeting=
00:03:01.220 * space 1 closing
00:03:01.220 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:01.240 * space 1 free
00:03:30.000 (by hand: PUT space 1 name=Mine)
00:04:00.000 (by hand: PUT space 1 name=Mine)
00:05:01.260 ! a space was changed by hand, it is put right: index=1 id=S1 name="Mine" times=4 meeting=
00:05:01.260 * space 1 closing
00:05:01.260 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:01.280 * space 1 free
00:20:00.000 = space 1 free
00:20:00.000 = core1 up, preferred
00:20:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
