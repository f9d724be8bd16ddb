# An answer to a series holds for what comes later, too, and when the same version is sent again; one to an occurrence for that alone. A newer
# version asks anew.
bridges 1
pool 1 2
ready
event a@example.com Weekly at 1h for 10m every 1h times 3 by alice@example.org stamp 1 with sip:bob@example.org with sip:eve@example.org
message mail request
event a@example.com "" at 1h for 10m with sip:bob@example.org;declined
message mail reply
event a@example.com "" at 2h for 10m instance 2h with sip:eve@example.org;declined
message mail reply
event a@example.com Weekly at 1h for 10m every 1h times 3 by alice@example.org stamp 1 with sip:bob@example.org with sip:eve@example.org
message mail request
meetings
event a@example.com "" at 1h for 10m with sip:bob@example.org;accepted
message mail reply
meetings
event a@example.com "Weekly, anew" at 1h for 20m every 1h times 3 by alice@example.org seq 1 stamp 2 with sip:bob@example.org with sip:eve@example.org
message mail request
event a@example.com "" at 1h for 10m with sip:bob@example.org;declined
message mail reply
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 3 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org listed, 0 attempts
00:00:10.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Weekly" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 = M2 "Weekly" scheduled from 7200s to 7800s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org listed, 0 attempts
00:00:10.000 = M3 "Weekly" scheduled from 10800s to 11400s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 calendar: 1 bookings, 0 created, 3 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; nothing was done: sip:bob@example.org has answered an older version of "a@example.com", or has answered it anew since
00:00:10.000 = M1 "Weekly, anew" scheduled from 3600s to 4800s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 = M2 "Weekly, anew" scheduled from 7200s to 8400s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:00:10.000 = M3 "Weekly, anew" scheduled from 10800s to 12000s
00:00:10.000 =   sip:bob@example.org pending, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
