# Which copy decides: the higher SEQUENCE, then the later DTSTAMP, then the order of the configuration. It is the same meeting throughout.
bridges 1
pool 1 2
ready
calendar staff all
calendar rooms all
reload
event a@example.com "Of rooms" at 1h for 10m seq 1
snapshot rooms
event a@example.com "Of staff" at 1h for 10m seq 1
snapshot staff
meetings
event a@example.com "Of rooms, newer" at 2h for 10m seq 2
snapshot rooms
meetings
event a@example.com "Of staff, older" at 1h for 20m seq 1
snapshot staff
meetings
event a@example.com "Of staff, newest" at 3h for 20m seq 2
snapshot staff
meetings
calendars
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Of staff" scheduled from 3600s to 4200s
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Of rooms, newer" scheduled from 7200s to 7800s
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M1 "Of rooms, newer" scheduled from 7200s to 7800s
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Of staff, newest" scheduled from 10800s to 12000s
00:00:10.000 = calendar rooms has 0 meetings, 0 unselected, 1 duplicates
00:00:10.000 =   a@example.com is in staff
00:00:10.000 = calendar staff has 1 meetings, 0 unselected, 0 duplicates
