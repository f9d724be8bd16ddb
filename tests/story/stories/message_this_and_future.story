# From one occurrence on: moved, then one of those moved alone, then the rest is called off. The series is not in these messages, so the
# booking is read again before the answer.
bridges 1
pool 1 2
ready
event weekly@example.com Weekly at 1h for 10m every 1h times 6 stamp 1
message mail request
event weekly@example.com "Weekly, later" at 200m for 20m instance 3h range seq 1 stamp 2
message mail request
meetings
event weekly@example.com "Weekly, alone" at 280m for 5m instance 4h seq 2 stamp 3
message mail request
event weekly@example.com "Weekly, later" at 200m for 20m instance 3h range seq 1 stamp 2
message mail request
meetings
event weekly@example.com Weekly at 5h for 10m instance 5h range seq 3 stamp 4
message mail cancel
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 * M4 scheduled
00:00:10.000 * M5 scheduled
00:00:10.000 * M6 scheduled
00:00:10.000 calendar: 1 bookings, 6 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.100 calendar: 1 bookings, 0 created, 4 changed, 0 cancelled, 2 unchanged
00:00:10.100 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.100 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:10.100 = M3 "Weekly, later" scheduled from 12000s to 13200s
00:00:10.100 = M4 "Weekly, later" scheduled from 15600s to 16800s
00:00:10.100 = M5 "Weekly, later" scheduled from 19200s to 20400s
00:00:10.100 = M6 "Weekly, later" scheduled from 22800s to 24000s
00:00:10.100 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.200 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 6 unchanged
00:00:10.200 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.200 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:10.200 = M3 "Weekly, later" scheduled from 12000s to 13200s
00:00:10.200 = M4 "Weekly, alone" scheduled from 16800s to 17100s
00:00:10.200 = M5 "Weekly, later" scheduled from 19200s to 20400s
00:00:10.200 = M6 "Weekly, later" scheduled from 22800s to 24000s
00:00:10.200 * M5 cancelled: cancelled by its calendar
00:00:10.200 * M6 cancelled: cancelled by its calendar
00:00:10.200 calendar: 1 bookings, 0 created, 0 changed, 2 cancelled, 0 unchanged
00:00:10.200 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.200 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:10.200 = M3 "Weekly, later" scheduled from 12000s to 13200s
00:00:10.200 = M4 "Weekly, alone" scheduled from 16800s to 17100s
00:00:10.200 = M5 "Weekly, later" cancelled from 19200s to 20400s (cancelled by its calendar)
00:00:10.200 = M6 "Weekly, later" cancelled from 22800s to 24000s (cancelled by its calendar)
