# A message takes three occurrences out of a series that another calendar has, too: all three pass on to that copy, which is read again once, and the
# message is answered.
bridges 1
pool 1 2
ready
calendar staff all
calendar rooms all
reload
event a@example.com Weekly at 1h for 10m every 1h times 4
snapshot rooms
event a@example.com Weekly at 1h for 10m every 1h times 4
message staff request
event a@example.com Weekly at 1h for 10m every 1h times 1
message staff request
at 12s
meetings
calendars
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 * M4 scheduled
00:00:10.000 calendar: 1 bookings, 4 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 4 unchanged
00:00:10.100 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 2 unchanged
00:00:12.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:12.000 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:12.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:12.000 = M4 "Weekly" scheduled from 14400s to 15000s
00:00:12.000 = calendar rooms has 3 meetings, 0 unselected, 0 duplicates
00:00:12.000 = calendar staff has 1 meetings, 0 unselected, 0 duplicates
