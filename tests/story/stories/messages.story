# Invitations by message: REQUEST, an older one that comes late, a newer one, CANCEL, a late REQUEST after it.
ready
event U1 Review at 2m for 1m seq 1
message mail request
event U1 "Review, old" at 3m for 1m seq 0
message mail request
event U1 "Review, new" at 3m for 1m seq 2
message mail request
event U1 Review at 3m for 1m seq 3
message mail cancel
event U1 Review at 3m for 1m seq 2
message mail request
at 5m
show
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M1 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:05:00.000 = M1 "Review, new" cancelled from 180s to 240s (cancelled by its calendar)
00:05:00.000 = space 1 free
00:05:00.000 = space 2 free
00:05:00.000 = space 3 free
00:05:00.000 = core1 up, preferred
00:05:00.000 = core2 up
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:05:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
