# A free space is renamed by hand: put back within reconcile_every.
bridges 1
pool 1 1
ready
hand rename 1 "Somebody's room"
at 3m
show
idle
---
00:00:10.000 (by hand: PUT space 1 name=Somebody's room)
00:01:01.140 ! a space was changed by hand, it is put right: index=1 id=S1 differs=name name="Somebody's room" times=1 meeting=
00:01:01.140 * space 1 closing
00:01:01.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:01.160 * space 1 free
00:03:00.000 = space 1 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
