# CANCEL, then a REQUEST sent before it comes late: it stays cancelled. A newer one books it again.
bridges 1
pool 1 2
ready
event board@example.com "Board meeting" at 3m for 2m seq 1
message mail request
event board@example.com "Board meeting" at 3m for 2m seq 2
message mail cancel
event board@example.com "Board meeting" at 3m for 2m seq 1
message mail request
show
event board@example.com "Board meeting" at 3m for 2m seq 3
message mail request
show
at 6m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M1 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Board meeting" cancelled from 180s to 300s (cancelled by its calendar)
00:00:10.000 = space 1 free
00:00:10.000 = space 2 free
00:00:10.000 = core1 up, preferred
00:00:10.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "Board meeting" scheduled from 180s to 300s
00:00:10.000 = M1 "Board meeting" cancelled from 180s to 300s (cancelled by its calendar)
00:00:10.000 = space 1 free
00:00:10.000 = space 2 free
00:00:10.000 = core1 up, preferred
00:00:10.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 * M2 starting, space 1
00:03:00.000 * space 1 in_use
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:03:00.020 > core1 POST /calls coSpace=S1
00:03:00.040 < core1 200 C1
00:03:00.040 * M2 active, space 1, call C1 on core1
00:05:00.000 * M2 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M2 ended
00:05:00.040 * space 1 free
