# SEQUENCE is compared before DTSTAMP; without a DTSTAMP an event is older than one with it; a cancelled booking wants a newer version to live
# again.
bridges 1
pool 1 2
ready
event a@example.com "First" at 1h for 10m seq 1 stamp 5
message mail request
event a@example.com "Lower, though stamped later" at 1h for 10m seq 0 stamp 9
message mail request
event a@example.com "Not stamped" at 1h for 10m seq 1
message mail request
event a@example.com "Stamped later" at 1h for 10m seq 1 stamp 6
message mail request
meetings
event a@example.com "Stamped later" at 1h for 10m seq 1 stamp 7 cancelled
message mail cancel
event a@example.com "Stamped later" at 1h for 10m seq 1 stamp 7
message mail request
event a@example.com "Huge" at 1h for 10m seq 2147483647 stamp 1
message mail request
event b@example.com "Called off before it came" at 1h for 10m seq 1 stamp 2 cancelled
message mail cancel
event b@example.com "Called off before it came" at 1h for 10m stamp 1
message mail request
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Stamped later" scheduled from 3600s to 4200s
00:00:10.000 * M1 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "Huge" scheduled from 3600s to 4200s
00:00:10.000 = M1 "Stamped later" cancelled from 3600s to 4200s (cancelled by its calendar)
