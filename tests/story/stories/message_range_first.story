# A range overtakes its series: it is one meeting until the series comes, and then what it says of the later ones holds.
bridges 1
pool 1 2
ready
event weekly@example.com "Weekly, later" at 200m for 20m instance 3h range seq 1 stamp 2
message mail request
meetings
event weekly@example.com Weekly at 1h for 10m every 1h times 5 stamp 1
message mail request
meetings
---
00:00:10.100 * M1 scheduled
00:00:10.100 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.100 = M1 "Weekly, later" scheduled from 12000s to 13200s
00:00:10.200 * M2 scheduled
00:00:10.200 * M3 scheduled
00:00:10.200 * M4 scheduled
00:00:10.200 * M5 scheduled
00:00:10.200 calendar: 1 bookings, 4 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.200 = M2 "Weekly" scheduled from 3600s to 4200s
00:00:10.200 = M3 "Weekly" scheduled from 7200s to 7800s
00:00:10.200 = M1 "Weekly, later" scheduled from 12000s to 13200s
00:00:10.200 = M4 "Weekly, later" scheduled from 15600s to 16800s
00:00:10.200 = M5 "Weekly, later" scheduled from 19200s to 20400s
