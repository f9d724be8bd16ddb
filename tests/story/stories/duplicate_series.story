# A series in two calendars; one occurrence is moved in the room's only, which is newer there; another is taken out of the organizer's.
bridges 1
pool 1 2
ready
calendar staff all
calendar rooms all
reload
event a@example.com Weekly at 1h for 10m every 1h times 3
snapshot staff
event a@example.com Moved at 130m for 10m instance 2h seq 1
snapshot rooms
meetings
calendars
forget a@example.com
snapshot rooms
at 11s
meetings
calendars
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 2 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M2 "Moved" scheduled from 7800s to 8400s
00:00:10.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 = calendar rooms has 1 meetings, 0 unselected, 0 duplicates
00:00:10.000 = calendar staff has 2 meetings, 0 unselected, 0 duplicates
00:00:10.000 calendar: 0 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:11.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:11.000 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:11.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:11.000 = calendar rooms has 0 meetings, 0 unselected, 0 duplicates
00:00:11.000 = calendar staff has 3 meetings, 0 unselected, 0 duplicates
