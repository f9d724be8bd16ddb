# Two bookings in one message; the same message again changes nothing.
bridges 1
pool 1 2
ready
event a@example.com One at 1h for 10m stamp 1
event b@example.com Two at 2h for 10m stamp 1
message mail publish
event a@example.com One at 1h for 10m stamp 1
event b@example.com Two at 2h for 10m stamp 1
message mail publish
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 2 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 2 bookings, 0 created, 0 changed, 0 cancelled, 2 unchanged
00:00:10.000 = M1 "One" scheduled from 3600s to 4200s
00:00:10.000 = M2 "Two" scheduled from 7200s to 7800s
