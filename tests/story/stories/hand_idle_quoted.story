# A free space is renamed by hand, to what looks like a log's pairs: it is shown as one value.
bridges 1
pool 1 1
ready
hand rename 1 x"meeting=M9
at 3m
show
idle
---
00:00:10.000 (by hand: PUT space 1 name=x"meeting=M9)
00:01:01.140 ! a space was changed by hand, it is put right: index=1 id=S1 differs=name name="x\"meeting=M9" times=1 meeting=
00:01:01.140 * space 1 closing
00:01:01.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:01.160 * space 1 free
00:03:00.000 = space 1 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
