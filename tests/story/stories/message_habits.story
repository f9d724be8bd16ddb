# What Exchange, Google and others send beside the letter: one occurrence before its series, a newer DTSTAMP with the same SEQUENCE, a CANCEL
# that has neither DTSTART nor status, a series that loses an occurrence without a word, PUBLISH of one occurrence.
bridges 1
pool 1 2
ready
event a@example.com "Only the second" at 150m for 10m instance 2h stamp 10 seq 1
message mail request
meetings
event a@example.com Weekly at 1h for 10m every 1h times 4 stamp 5
message mail request
meetings
event a@example.com "Weekly, renamed" at 1h for 10m every 1h times 4 stamp 20
event a@example.com "Only the second" at 150m for 10m instance 2h stamp 10 seq 1
message mail request
event a@example.com Weekly at 1h for 10m every 1h times 4 stamp 5
message mail request
meetings
event a@example.com "" at 3h for 0m instance 3h stamp 30 seq 1
message mail cancel
meetings
event a@example.com "Weekly, shorter" at 1h for 10m every 1h times 3 stamp 40 seq 1
message mail request
meetings
event a@example.com "One published" at 70m for 10m instance 1h stamp 50 seq 1
message mail publish
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Only the second" scheduled from 9000s to 9600s
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 * M4 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 = M1 "Only the second" scheduled from 9000s to 9600s
00:00:10.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 = M4 "Weekly" scheduled from 14400s to 15000s
00:00:10.000 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 1 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 4 unchanged
00:00:10.000 = M2 "Weekly, renamed" scheduled from 3600s to 4200s
00:00:10.000 = M1 "Only the second" scheduled from 9000s to 9600s
00:00:10.000 = M3 "Weekly, renamed" scheduled from 10800s to 11400s
00:00:10.000 = M4 "Weekly, renamed" scheduled from 14400s to 15000s
00:00:10.000 * M3 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 = M2 "Weekly, renamed" scheduled from 3600s to 4200s
00:00:10.000 = M1 "Only the second" scheduled from 9000s to 9600s
00:00:10.000 = M3 "Weekly, renamed" cancelled from 10800s to 11400s (cancelled by its calendar)
00:00:10.000 = M4 "Weekly, renamed" scheduled from 14400s to 15000s
00:00:10.000 * M5 scheduled
00:00:10.000 * M4 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 1 created, 2 changed, 1 cancelled, 0 unchanged
00:00:10.000 = M2 "Weekly, shorter" scheduled from 3600s to 4200s
00:00:10.000 = M1 "Weekly, shorter" scheduled from 7200s to 7800s
00:00:10.000 = M5 "Weekly, shorter" scheduled from 10800s to 11400s
00:00:10.000 = M3 "Weekly, renamed" cancelled from 10800s to 11400s (cancelled by its calendar)
00:00:10.000 = M4 "Weekly, shorter" cancelled from 14400s to 15000s (cancelled by its calendar)
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M2 "One published" scheduled from 4200s to 4800s
00:00:10.000 = M1 "Weekly, shorter" scheduled from 7200s to 7800s
00:00:10.000 = M5 "Weekly, shorter" scheduled from 10800s to 11400s
00:00:10.000 = M3 "Weekly, renamed" cancelled from 10800s to 11400s (cancelled by its calendar)
00:00:10.000 = M4 "Weekly, shorter" cancelled from 14400s to 15000s (cancelled by its calendar)
