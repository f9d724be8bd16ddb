# Two occurrences are called off in one message, one of them by its status only: the series stays. A late copy of the series does not bring
# them back, a newer one does.
bridges 1
pool 1 2
ready
event weekly@example.com Weekly at 1h for 10m every 1h times 4 stamp 1
message mail request
event weekly@example.com Weekly at 2h for 10m instance 2h seq 1 stamp 2 cancelled
event weekly@example.com Weekly at 3h for 10m instance 3h seq 1 stamp 2
message mail cancel
event weekly@example.com Weekly at 4h for 10m instance 4h seq 1 stamp 2 cancelled
message mail request
event weekly@example.com Weekly at 1h for 10m every 1h times 4 stamp 1
message mail request
meetings
event weekly@example.com Weekly at 1h for 10m every 1h times 4 seq 2 stamp 3
message mail request
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 * M4 scheduled
00:00:10.000 calendar: 1 bookings, 4 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 cancelled: cancelled by its calendar
00:00:10.000 * M3 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 2 cancelled, 0 unchanged
00:00:10.000 * M4 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M2 "Weekly" cancelled from 7200s to 7800s (cancelled by its calendar)
00:00:10.000 = M3 "Weekly" cancelled from 10800s to 11400s (cancelled by its calendar)
00:00:10.000 = M4 "Weekly" cancelled from 14400s to 15000s (cancelled by its calendar)
00:00:10.000 * M5 scheduled
00:00:10.000 * M6 scheduled
00:00:10.000 * M7 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M5 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 = M2 "Weekly" cancelled from 7200s to 7800s (cancelled by its calendar)
00:00:10.000 = M3 "Weekly" cancelled from 10800s to 11400s (cancelled by its calendar)
00:00:10.000 = M6 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 = M4 "Weekly" cancelled from 14400s to 15000s (cancelled by its calendar)
00:00:10.000 = M7 "Weekly" scheduled from 14400s to 15000s
