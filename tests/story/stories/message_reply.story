# An attendee answers: who declines is not dialled, who changes his mind is; who was not invited is not added; nobody answers for others.
bridges 1
pool 1 2
ready
event a@example.com Planning at 1h for 10m by alice@example.org with sip:bob@example.org with sip:eve@example.org
message mail request from alice@example.org
event a@example.com "" at 1h for 10m by alice@example.org with sip:bob@example.org;declined
message mail reply from sip:bob@example.org
event a@example.com "" at 1h for 10m by alice@example.org with sip:mallory@example.org;accepted
message mail reply from sip:mallory@example.org
event a@example.com "" at 1h for 10m by alice@example.org with sip:eve@example.org;declined
message mail reply from sip:mallory@example.org
meetings
at 61m
meetings
event a@example.com "" at 1h for 10m by alice@example.org with sip:bob@example.org;accepted
message mail reply from sip:bob@example.org
event a@example.com "" at 1h for 10m by alice@example.org with sip:eve@example.org;declined
message mail reply from sip:eve@example.org
at 62m
event a@example.com "Another time" at 3h for 10m by alice@example.org
message mail counter from sip:bob@example.org
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 - somebody has answered who is not invited: calendar=mail uid="a@example.com" attendee="sip:mallory@example.org"
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; nothing was done: sip:mallory@example.org is not invited to "a@example.com"; should he be, his answer counts
00:00:10.000 calendar: conflict, sip:mallory@example.org may answer "a@example.com" only for himself; nothing was changed
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   sip:bob@example.org listed, 0 attempts
00:00:10.000 =   sip:eve@example.org pending, 0 attempts
00:44:10.612 * P1 sip:bob@example.org listed
00:44:10.612 * P2 sip:eve@example.org pending
01:00:00.000 * M1 starting, space 1
01:00:00.000 * space 1 in_use
01:00:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Planning&secret=X5
01:00:00.020 > core1 POST /calls coSpace=S1
01:00:00.040 < core1 200 C1
01:00:00.040 * M1 active, space 1, call C1 on core1
01:00:00.040 * P2 sip:eve@example.org dialing
01:00:00.040 > core1 POST /calls/C1/calllegs remoteParty=eve@example.org
01:00:00.060 < core1 200 L1
01:00:01.080 * P2 sip:eve@example.org ringing
01:00:03.100 * P2 sip:eve@example.org connected
01:01:00.000 = M1 "Planning" active from 3600s to 4200s space 1 call C1 on core1
01:01:00.000 =   sip:bob@example.org listed, 0 attempts
01:01:00.000 =   sip:eve@example.org connected, 1 attempts, leg L1
01:01:00.000 * P1 sip:bob@example.org dialing
01:01:00.000 > core1 POST /calls/C1/calllegs remoteParty=bob@example.org
01:01:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
01:01:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
01:01:00.020 < core1 200 L2
01:01:01.040 * P1 sip:bob@example.org ringing
01:01:03.060 * P1 sip:bob@example.org connected
01:02:00.000 - a message that changes nothing: calendar=mail method="COUNTER" uid="a@example.com"
01:02:00.000 calendar: 0 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged; an attendee proposes a change (COUNTER): nothing was done, what is booked changes with the organizer's REQUEST
01:02:00.000 = M1 "Planning" active from 3600s to 4200s space 1 call C1 on core1
01:02:00.000 =   sip:bob@example.org connected, 1 attempts, leg L2
01:02:00.000 =   sip:eve@example.org connected, 1 attempts, leg L1
