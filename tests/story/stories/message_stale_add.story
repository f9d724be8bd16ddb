# ADD before its series, twice, and one that was called off since.
bridges 1
pool 1 2
ready
event a@example.com "Once more" at 5h for 10m seq 1 stamp 20
message mail add
event a@example.com Weekly at 1h for 10m every 1h times 2 stamp 10
message mail request
event a@example.com "Once more" at 5h for 10m seq 1 stamp 20
message mail add
meetings
event a@example.com "" at 5h for 10m instance 5h seq 2 stamp 30 cancelled
message mail cancel
event a@example.com "Once more" at 5h for 10m seq 1 stamp 20
message mail add
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M2 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M3 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 = M1 "Once more" scheduled from 18000s to 18600s
00:00:10.000 * M1 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M2 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M3 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 = M1 "Once more" cancelled from 18000s to 18600s (cancelled by its calendar)
