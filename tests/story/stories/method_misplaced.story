# METHOD where a calendar should be: what is published or asked for is taken as the calendar, a message is refused.
bridges 1
pool 1 2
ready
event a@example.com One at 1h for 10m
snapshot rooms request
event b@example.com Two at 2h for 10m
snapshot rooms cancel
snapshot rooms reply
snapshot rooms add
snapshot rooms publish
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: invalid, a body with METHOD:CANCEL is a message, not what the calendar is now: send it by POST (cospacectl import --message)
00:00:10.000 calendar: invalid, a body with METHOD:REPLY is a message, not what the calendar is now: send it by POST (cospacectl import --message)
00:00:10.000 calendar: invalid, a body with METHOD:ADD is a message, not what the calendar is now: send it by POST (cospacectl import --message)
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 2 bookings, 1 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M1 "One" scheduled from 3600s to 4200s
00:00:10.000 = M2 "Two" scheduled from 7200s to 7800s
