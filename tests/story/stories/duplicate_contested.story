# Two calendars disagree about which occurrences a series has. The newer one decides; where neither is, each keeps what it has, sync after sync, and
# takes back what the other was just asked about: one meeting for each occurrence throughout.
bridges 1
pool 1 2
ready
calendar staff all
calendar rooms all
reload
event a@example.com "Of rooms" at 1h for 10m every 1h times 2
snapshot rooms
event a@example.com "Of staff" at 90m for 10m every 1h times 2 seq 1
snapshot staff
event a@example.com "Of rooms" at 1h for 10m every 1h times 2
snapshot rooms
event a@example.com "Of rooms, newer" at 1h for 10m every 1h times 2 seq 1
snapshot rooms
meetings
at 11s
snapshot rooms
at 12s
meetings
calendars
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M3 scheduled
00:00:10.000 * M4 scheduled
00:00:10.000 calendar: 1 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 2 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 2 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Of rooms, newer" scheduled from 3600s to 4200s
00:00:10.000 = M3 "Of staff" scheduled from 5400s to 6000s
00:00:10.000 = M2 "Of rooms, newer" scheduled from 7200s to 7800s
00:00:10.000 = M4 "Of staff" scheduled from 9000s to 9600s
00:00:11.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 2 unchanged
00:00:12.000 = M1 "Of rooms, newer" scheduled from 3600s to 4200s
00:00:12.000 = M3 "Of staff" scheduled from 5400s to 6000s
00:00:12.000 = M2 "Of rooms, newer" scheduled from 7200s to 7800s
00:00:12.000 = M4 "Of staff" scheduled from 9000s to 9600s
00:00:12.000 = calendar rooms has 2 meetings, 0 unselected, 0 duplicates
00:00:12.000 = calendar staff has 2 meetings, 0 unselected, 0 duplicates
