# Who is dialled: rooms, also those booked as resources, and people that an endpoint names or that have a SIP address;
# not those who declined or delegated, groups, or who are only informed. The organizer and the place are dialled if an endpoint names them, once.
bridges 1
pool 1 2
ready
endpoint room@example.com room@video.example.com
endpoint alice@example.com alice@video.example.com
endpoint "Meeting Room 2" room2@video.example.com
endpoint studio@example.com studio@video.example.com
reload
event a@example.com Planning at 1m for 10m by alice@example.com in "Meeting Room 2; room@example.com (2nd floor)" with room@example.com;room with sip:bob@example.org with sip:carl@example.org;declined with sip:dora@example.org;delegated with sip:all@example.org;group with sip:eve@example.org;informed with fred@example.org;accepted with studio@example.com;resource
snapshot rooms
at 2m
meetings
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 room@example.com pending
00:00:10.000 * P2 sip:bob@example.org pending
00:00:10.000 * P3 sip:carl@example.org listed
00:00:10.000 * P4 sip:dora@example.org listed
00:00:10.000 * P5 sip:all@example.org listed
00:00:10.000 * P6 sip:eve@example.org listed
00:00:10.000 * P7 fred@example.org listed
00:00:10.000 * P8 studio@example.com pending
00:00:10.000 * P9 alice@example.com pending
00:00:10.000 * P10 Meeting Room 2 pending
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Planning&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 room@example.com dialing
00:01:00.040 * P2 sip:bob@example.org dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=bob@example.org
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:00.090 * P8 studio@example.com dialing
00:01:00.090 > core1 POST /calls/C1/calllegs remoteParty=studio@video.example.com
00:01:00.110 < core1 200 L3
00:01:00.140 * P9 alice@example.com dialing
00:01:00.140 > core1 POST /calls/C1/calllegs remoteParty=alice@video.example.com
00:01:00.160 < core1 200 L4
00:01:00.190 * P10 Meeting Room 2 dialing
00:01:00.190 > core1 POST /calls/C1/calllegs remoteParty=room2@video.example.com
00:01:00.210 < core1 200 L5
00:01:01.080 * P1 room@example.com ringing
00:01:01.080 * P2 sip:bob@example.org ringing
00:01:01.130 * P8 studio@example.com ringing
00:01:01.180 * P9 alice@example.com ringing
00:01:01.230 * P10 Meeting Room 2 ringing
00:01:03.100 * P1 room@example.com connected
00:01:03.100 * P2 sip:bob@example.org connected
00:01:03.150 * P8 studio@example.com connected
00:01:03.200 * P9 alice@example.com connected
00:01:03.250 * P10 Meeting Room 2 connected
00:02:00.000 = M1 "Planning" active from 60s to 660s space 1 call C1 on core1
00:02:00.000 =   room@example.com connected, 1 attempts, leg L1
00:02:00.000 =   sip:bob@example.org connected, 1 attempts, leg L2
00:02:00.000 =   sip:carl@example.org listed, 0 attempts
00:02:00.000 =   sip:dora@example.org listed, 0 attempts
00:02:00.000 =   sip:all@example.org listed, 0 attempts
00:02:00.000 =   sip:eve@example.org listed, 0 attempts
00:02:00.000 =   fred@example.org listed, 0 attempts
00:02:00.000 =   studio@example.com connected, 1 attempts, leg L3
00:02:00.000 =   alice@example.com connected, 1 attempts, leg L4
00:02:00.000 =   Meeting Room 2 connected, 1 attempts, leg L5
