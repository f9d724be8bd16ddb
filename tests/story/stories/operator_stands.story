# What an operator changed stands while the event is the same; when the event changes, the event counts.
bridges 1
pool 1 2
ready
event board@example.com "Board meeting" at 5m for 2m
snapshot rooms
change M1 end 10m title "Board meeting, longer"
snapshot rooms
show
at 60s
event board@example.com "Board meeting" at 6m for 2m
snapshot rooms
show
cancel M1
snapshot rooms
at 2m
event board@example.com "Board meeting" at 6m for 3m
snapshot rooms
at 10m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 changed: done M1
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M1 "Board meeting, longer" scheduled from 300s to 600s
00:00:10.000 = space 1 free
00:00:10.000 = space 2 free
00:00:10.000 = core1 up, preferred
00:00:10.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:01:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:01:00.000 = M1 "Board meeting" scheduled from 360s to 480s
00:01:00.000 = space 1 free
00:01:00.000 = space 2 free
00:01:00.000 = core1 up, preferred
00:01:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:01:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:01:00.000 * M1 cancelled: cancelled by hand
00:01:00.000 cancelled: done M1
00:01:00.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:02:00.000 * M2 scheduled
00:02:00.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:06:00.000 * M2 starting, space 1
00:06:00.000 * space 1 in_use
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:06:00.020 > core1 POST /calls coSpace=S1
00:06:00.040 < core1 200 C1
00:06:00.040 * M2 active, space 1, call C1 on core1
00:09:00.000 * M2 ending, space 1, call C1 on core1
00:09:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:09:00.020 > core1 DELETE /calls/C1
00:09:00.040 * M2 ended
00:09:00.040 * space 1 free
00:10:00.000 = M2 "Board meeting" ended from 360s to 540s
00:10:00.000 = M1 "Board meeting" cancelled from 360s to 480s (cancelled by hand)
00:10:00.000 = space 1 free
00:10:00.000 = space 2 free
00:10:00.000 = core1 up, preferred
00:10:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:10:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
