# An override overtakes the invitation; a newer series that does not carry it drops it, also when it comes again late.
bridges 1
pool 1 2
ready
event weekly@example.com Moved at 150m for 10m instance 2h seq 1 stamp 2
message mail request
event weekly@example.com Weekly at 1h for 10m every 1h times 3 stamp 1
message mail request
meetings
event weekly@example.com "Weekly, anew" at 1h for 15m every 1h times 3 seq 2 stamp 3
message mail request
meetings
event weekly@example.com Moved at 150m for 10m instance 2h seq 1 stamp 2
message mail request
event weekly@example.com Weekly at 1h for 10m every 1h times 3 stamp 1
message mail request
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M1 "Moved" scheduled from 9000s to 9600s
00:00:10.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "Weekly, anew" scheduled from 3600s to 4500s
00:00:10.000 = M1 "Weekly, anew" scheduled from 7200s to 8100s
00:00:10.000 = M3 "Weekly, anew" scheduled from 10800s to 11700s
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 3 unchanged
