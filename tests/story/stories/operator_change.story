# What an operator changes stands until the event itself changes in its calendar.
ready
event U1 Review at 5m for 2m
snapshot rooms
change M1 title "Moved by hand" start 10m end 12m
snapshot rooms
at 20s
show
event U1 "Review, anew" at 5m for 3m seq 1
snapshot rooms
show
cancel M1
snapshot rooms
at 30s
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 changed: done M1
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:20.000 = M1 "Moved by hand" scheduled from 600s to 720s
00:00:20.000 = space 1 free
00:00:20.000 = space 2 free
00:00:20.000 = space 3 free
00:00:20.000 = core1 up, preferred
00:00:20.000 = core2 up
00:00:20.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:20.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:00:20.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:00:20.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:20.000 = M1 "Review, anew" scheduled from 300s to 480s
00:00:20.000 = space 1 free
00:00:20.000 = space 2 free
00:00:20.000 = space 3 free
00:00:20.000 = core1 up, preferred
00:00:20.000 = core2 up
00:00:20.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:20.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:00:20.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:00:20.000 * M1 cancelled: cancelled by hand
00:00:20.000 cancelled: done M1
00:00:20.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
