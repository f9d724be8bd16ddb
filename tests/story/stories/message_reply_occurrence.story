# An answer to one occurrence outlives that it is told again; one to the series does not reach behind a newer one to an occurrence.
bridges 1
pool 1 2
ready
event a@example.com Weekly at 2h for 10m every 1h times 3 stamp 10 with sip:bob@example.org
message mail request
event a@example.com "" at 3h for 10m instance 3h stamp 30 with sip:bob@example.org;declined
message mail reply
event a@example.com "" at 2h for 10m stamp 20 with sip:bob@example.org;accepted
message mail reply
meetings
event a@example.com "Weekly, elsewhere" at 3h for 10m instance 3h stamp 40 with sip:bob@example.org
message mail request
event a@example.com Weekly at 2h for 10m every 1h times 3 stamp 10 with sip:bob@example.org
message mail request
meetings
event a@example.com "" at 2h for 10m stamp 50 with sip:bob@example.org;declined
message mail reply
event a@example.com "" at 4h for 10m instance 4h range stamp 60 with sip:bob@example.org;accepted
message mail reply
meetings
event a@example.com "Weekly, moved" at 200m for 10m instance 3h seq 1 stamp 70 with sip:bob@example.org
message mail request
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 2 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 = M2 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 = M3 "Weekly" scheduled from 14400s to 15000s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 2 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 = M2 "Weekly, elsewhere" scheduled from 10800s to 11400s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 = M3 "Weekly" scheduled from 14400s to 15000s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 = M2 "Weekly, elsewhere" scheduled from 10800s to 11400s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 = M3 "Weekly" scheduled from 14400s to 15000s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 = M2 "Weekly, moved" scheduled from 12000s to 12600s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 = M3 "Weekly" scheduled from 14400s to 15000s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
