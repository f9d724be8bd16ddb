# A calendar that could not be read changes nothing; the meetings it gave stay.
bridges 1
pool 1 2
ready
event board@example.com "Board meeting" at 60s for 2m
snapshot rooms
sync_failed rooms "status 500"
at 4m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 sync failed: done
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:04:00.000 = M1 "Board meeting" ended from 60s to 180s
00:04:00.000 = space 1 free
00:04:00.000 = space 2 free
00:04:00.000 = core1 up, preferred
00:04:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:04:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
