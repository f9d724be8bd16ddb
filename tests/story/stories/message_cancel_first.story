# A CANCEL overtakes the REQUEST it is about: nothing is booked.
bridges 1
pool 1 2
ready
event board@example.com "Board meeting" at 3m for 2m seq 1
message mail cancel
event board@example.com "Board meeting" at 3m for 2m
message mail request
at 6m
show
idle
---
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:06:00.000 = space 1 free
00:06:00.000 = space 2 free
00:06:00.000 = core1 up, preferred
00:06:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:06:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
