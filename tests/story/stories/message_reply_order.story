# Answers that come late, twice, before their booking and around a crash: the last word of each counts, by SEQUENCE and DTSTAMP.
bridges 1
pool 1 2
ready
event a@example.com "" at 1h for 10m stamp 20 with sip:bob@example.org;declined
message mail reply
event a@example.com Planning at 1h for 10m stamp 10 with sip:bob@example.org with sip:eve@example.org
message mail request
event a@example.com "" at 1h for 10m stamp 15 with sip:bob@example.org;accepted
message mail reply
event a@example.com "" at 1h for 10m stamp 20 with sip:bob@example.org;declined
message mail reply
meetings
crash after_send
event a@example.com "" at 1h for 10m stamp 30 with sip:bob@example.org;accepted
message mail reply
at 30s
event a@example.com "" at 1h for 10m stamp 25 with sip:bob@example.org;declined
message mail reply
meetings
event a@example.com "" at 1h for 10m stamp 40 with sip:bob@example.org;declined
message mail reply
event a@example.com Planning at 1h for 10m stamp 50 with sip:bob@example.org with sip:eve@example.org
message mail request
meetings
event a@example.com Planning at 1h for 10m seq 1 stamp 60 with sip:bob@example.org with sip:eve@example.org
message mail request
meetings
event a@example.com "" at 1h for 10m stamp 70 with sip:bob@example.org;declined
message mail reply
event a@example.com "" at 1h for 10m seq 1 stamp 65 with sip:bob@example.org;declined
message mail reply
event a@example.com Planning at 1h for 10m seq 1 stamp 80 with sip:bob@example.org;accepted with sip:eve@example.org
message mail request
meetings
---
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; the answer of sip:bob@example.org waits for "a@example.com", which is not known yet
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; nothing was done: a later answer of sip:bob@example.org to "a@example.com" is known
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 the service dies after it has sent
00:00:10.000 calendar: no answer
00:00:15.000 the service starts
00:00:15.000 * core1 unknown, preferred
00:00:15.020 * core1 up, preferred
00:00:30.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; nothing was done: a later answer of sip:bob@example.org to "a@example.com" is known
00:00:30.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:30.000 =   sip:bob@example.org pending, 0 attempts
00:00:30.000 =   sip:eve@example.org pending, 0 attempts
00:00:30.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:30.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:30.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:30.000 =   sip:bob@example.org listed, 0 attempts
00:00:30.000 =   sip:eve@example.org pending, 0 attempts
00:00:30.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:30.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:30.000 =   sip:bob@example.org pending, 0 attempts
00:00:30.000 =   sip:eve@example.org pending, 0 attempts
00:00:30.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; nothing was done: sip:bob@example.org has answered an older version of "a@example.com", or has answered it anew since
00:00:30.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:30.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:30.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:30.000 =   sip:bob@example.org pending, 0 attempts
00:00:30.000 =   sip:eve@example.org pending, 0 attempts
