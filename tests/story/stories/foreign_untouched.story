# Spaces, calls and legs that are not ours stay as they are, even while ours are made, used, mended and deleted.
bridges 1
pool 1 2
hand foreign lobby
ready
hand foreign TMS_Scheduled_Meeting_9
book "Board meeting" at 60s for 2m
at 2m
hand rename 2 Mine
at 4m
pool 1 1
at 6m
show
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 (by hand: PUT space 2 name=Mine)
00:02:01.160 ! a space was changed by hand, it is put right: index=2 id=S2 differs=name name="Mine" times=1 meeting=
00:02:01.160 * space 2 closing
00:02:01.160 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:02:01.180 * space 2 free
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:04:00.000 the configuration is read again: pool 1 to 1
00:04:00.000 * space 2 leaving, to be deleted
00:04:00.000 > core1 DELETE /cospaces/S2
00:04:00.020 - a space left the pool: index=2 id=S2 reason="the range no longer has it"
00:06:00.000 = M1 "Board meeting" ended from 60s to 180s
00:06:00.000 = space 1 free
00:06:00.000 = core1 up, preferred
00:06:00.000 =   at the bridges: X6 "lobby" uri lobby, open
00:06:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:06:00.000 =   at the bridges: X7 "TMS_Scheduled_Meeting_9" uri tms_scheduled_meeting_9, open
00:06:00.000 =   at core1: call X8 in X6
00:06:00.000 =   at core1: call X9 in X7
00:06:00.000 =   leg X10 to stranger@example.org in call X8: connected
00:06:00.000 =   leg X11 to stranger@example.org in call X9: connected
