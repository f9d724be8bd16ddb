# Who is sent in an attendee's place is dialled, the attendee is not; until he takes it back. Nobody sends himself.
bridges 1
pool 1 2
ready
event a@example.com Planning at 1h for 10m with sip:bob@example.org with sip:eve@example.org
message mail request
event a@example.com "" at 1h for 10m stamp 5 with sip:carol@example.org;accepted
message mail reply from sip:carol@example.org
event a@example.com "" at 1h for 10m stamp 10 with sip:bob@example.org;delegated=sip:carol@example.org with sip:carol@example.org;declined
message mail reply from sip:bob@example.org
meetings
event a@example.com "" at 1h for 10m stamp 20 with sip:carol@example.org;delegated=sip:dave@example.org
message mail reply from sip:carol@example.org
event a@example.com "" at 1h for 10m stamp 30 with sip:dave@example.org;delegated=sip:bob@example.org
message mail reply from sip:dave@example.org
meetings
event a@example.com "" at 1h for 10m stamp 40 with sip:bob@example.org;accepted
message mail reply from sip:bob@example.org
meetings
event b@example.com Talk at 2h for 10m with sip:bob@example.org;delegated=sip:carol@example.org
message mail request
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 - somebody has answered who is not invited: calendar=mail uid="a@example.com" attendee="sip:carol@example.org"
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; nothing was done: sip:carol@example.org is not invited to "a@example.com"; should he be, his answer counts
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 =   sip:carol@example.org pending, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 =   sip:carol@example.org listed, 0 attempts
00:00:10.000 =   sip:dave@example.org listed, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 = M2 "Talk" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:carol@example.org pending, 0 attempts
