# Called off in one calendar, it is off in the other as well, if that is not newer; also when that comes again.
bridges 1
pool 1 2
ready
calendar staff all
calendar rooms all
reload
event a@example.com Planning at 1h for 10m seq 1
snapshot staff
snapshot rooms
event a@example.com Planning at 1h for 10m seq 2 cancelled
snapshot rooms
event a@example.com Planning at 1h for 15m seq 1
snapshot staff
meetings
event a@example.com Planning at 1h for 15m seq 3
snapshot staff
meetings
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 * M1 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" cancelled from 3600s to 4200s (cancelled by its calendar)
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "Planning" scheduled from 3600s to 4500s
00:00:10.000 = M1 "Planning" cancelled from 3600s to 4200s (cancelled by its calendar)
