# Two meetings with seven people lose their bridge: both calls are opened at once on the next, then everybody is dialled at a
# point of his own in a window of 7 people / 2 a second, the organizer of the first meeting before the others of his.
pool 1 2
set legs_per_second 2
endpoint olga@example.com olga@example.com
ready
reload
event a@example.com First at 60s for 10m by olga@example.com with sip:a1@example.com with sip:a2@example.com with sip:a3@example.com
snapshot rooms
book Second at 61s for 10m dial b1@example.com dial b2@example.com dial b3@example.com
at 2m
stop core1
at 3m
meetings
restart core1
at 13m
idle
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:a1@example.com pending
00:00:10.000 * P2 sip:a2@example.com pending
00:00:10.000 * P3 sip:a3@example.com pending
00:00:10.000 * P4 olga@example.com pending
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 scheduled
00:00:10.000 * P5 b1@example.com pending
00:00:10.000 * P6 b2@example.com pending
00:00:10.000 * P7 b3@example.com pending
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:a1@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=a1@example.com
00:01:00.060 < core1 200 L1
00:01:00.540 * P2 sip:a2@example.com dialing
00:01:00.540 > core1 POST /calls/C1/calllegs remoteParty=a2@example.com
00:01:00.560 < core1 200 L2
00:01:01.000 * M2 starting, space 2
00:01:01.000 * space 2 in_use
00:01:01.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:01.020 > core1 POST /calls coSpace=S2
00:01:01.040 < core1 200 C2
00:01:01.040 * P3 sip:a3@example.com dialing
00:01:01.040 * M2 active, space 2, call C2 on core1
00:01:01.040 > core1 POST /calls/C1/calllegs remoteParty=a3@example.com
00:01:01.060 < core1 200 L3
00:01:01.080 * P1 sip:a1@example.com ringing
00:01:01.540 * P5 b1@example.com dialing
00:01:01.540 > core1 POST /calls/C2/calllegs remoteParty=b1@example.com
00:01:01.560 < core1 200 L4
00:01:01.580 * P2 sip:a2@example.com ringing
00:01:02.040 * P6 b2@example.com dialing
00:01:02.040 > core1 POST /calls/C2/calllegs remoteParty=b2@example.com
00:01:02.060 < core1 200 L5
00:01:02.080 * P3 sip:a3@example.com ringing
00:01:02.540 * P7 b3@example.com dialing
00:01:02.540 > core1 POST /calls/C2/calllegs remoteParty=b3@example.com
00:01:02.560 < core1 200 L6
00:01:02.580 * P5 b1@example.com ringing
00:01:03.040 * P4 olga@example.com dialing
00:01:03.040 > core1 POST /calls/C1/calllegs remoteParty=olga@example.com
00:01:03.060 < core1 200 L7
00:01:03.080 * P6 b2@example.com ringing
00:01:03.100 * P1 sip:a1@example.com connected
00:01:03.580 * P7 b3@example.com ringing
00:01:03.600 * P2 sip:a2@example.com connected
00:01:04.080 * P4 olga@example.com ringing
00:01:04.100 * P3 sip:a3@example.com connected
00:01:04.600 * P5 b1@example.com connected
00:01:05.100 * P6 b2@example.com connected
00:01:05.600 * P7 b3@example.com connected
00:01:06.100 * P4 olga@example.com connected
00:02:00.000 core1 stops
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 starting, space 1: its bridge was lost
00:02:00.230 * P1 sip:a1@example.com pending
00:02:00.230 * P2 sip:a2@example.com pending
00:02:00.230 * P3 sip:a3@example.com pending
00:02:00.230 * P4 olga@example.com pending
00:02:00.230 * M2 starting, space 2: its bridge was lost
00:02:00.230 * P5 b1@example.com pending
00:02:00.230 * P6 b2@example.com pending
00:02:00.230 * P7 b3@example.com pending
00:02:00.230 > core2 POST /calls coSpace=S1
00:02:00.230 > core2 POST /calls coSpace=S2
00:02:00.250 < core2 200 C3
00:02:00.250 < core2 200 C4
00:02:00.250 * M1 active, space 1, call C3 on core2
00:02:00.250 * M2 active, space 2, call C4 on core2
00:02:00.893 * P4 olga@example.com dialing, attempt 2
00:02:00.893 > core2 POST /calls/C3/calllegs remoteParty=olga@example.com&ownerId=P4
00:02:00.913 < core2 200 L8
00:02:01.927 * P5 b1@example.com dialing, attempt 2
00:02:01.927 > core2 POST /calls/C4/calllegs remoteParty=b1@example.com&ownerId=P5
00:02:01.933 * P4 olga@example.com ringing, attempt 2
00:02:01.947 < core2 200 L9
00:02:02.967 * P5 b1@example.com ringing, attempt 2
00:02:03.122 * P2 sip:a2@example.com dialing, attempt 2
00:02:03.122 > core2 POST /calls/C3/calllegs remoteParty=a2@example.com&ownerId=P2
00:02:03.142 < core2 200 L10
00:02:03.622 * P7 b3@example.com dialing, attempt 2
00:02:03.622 > core2 POST /calls/C4/calllegs remoteParty=b3@example.com&ownerId=P7
00:02:03.642 < core2 200 L11
00:02:03.953 * P4 olga@example.com connected, attempt 2
00:02:04.122 * P3 sip:a3@example.com dialing, attempt 2
00:02:04.122 > core2 POST /calls/C3/calllegs remoteParty=a3@example.com&ownerId=P3
00:02:04.142 < core2 200 L12
00:02:04.162 * P2 sip:a2@example.com ringing, attempt 2
00:02:04.622 * P6 b2@example.com dialing, attempt 2
00:02:04.622 > core2 POST /calls/C4/calllegs remoteParty=b2@example.com&ownerId=P6
00:02:04.642 < core2 200 L13
00:02:04.662 * P7 b3@example.com ringing, attempt 2
00:02:04.987 * P5 b1@example.com connected, attempt 2
00:02:05.122 * P1 sip:a1@example.com dialing, attempt 2
00:02:05.122 > core2 POST /calls/C3/calllegs remoteParty=a1@example.com&ownerId=P1
00:02:05.142 < core2 200 L14
00:02:05.162 * P3 sip:a3@example.com ringing, attempt 2
00:02:05.662 * P6 b2@example.com ringing, attempt 2
00:02:06.162 * P1 sip:a1@example.com ringing, attempt 2
00:02:06.182 * P2 sip:a2@example.com connected, attempt 2
00:02:06.682 * P7 b3@example.com connected, attempt 2
00:02:07.182 * P3 sip:a3@example.com connected, attempt 2
00:02:07.682 * P6 b2@example.com connected, attempt 2
00:02:08.182 * P1 sip:a1@example.com connected, attempt 2
00:03:00.000 = M1 "First" active from 60s to 660s space 1 call C3 on core2
00:03:00.000 =   sip:a1@example.com connected, 2 attempts, leg L14
00:03:00.000 =   sip:a2@example.com connected, 2 attempts, leg L10
00:03:00.000 =   sip:a3@example.com connected, 2 attempts, leg L12
00:03:00.000 =   olga@example.com connected, 2 attempts, leg L8
00:03:00.000 = M2 "Second" active from 61s to 661s space 2 call C4 on core2
00:03:00.000 =   b1@example.com connected, 2 attempts, leg L9
00:03:00.000 =   b2@example.com connected, 2 attempts, leg L13
00:03:00.000 =   b3@example.com connected, 2 attempts, leg L11
00:03:00.000 core1 is back
00:03:00.300 - a bridge's alarms are over: bridge=core2 alarms=""
00:03:00.580 * core1 up
00:03:00.580 > core1 GET /calls?coSpaceFilter=S1
00:03:00.580 > core1 GET /calls?coSpaceFilter=S2
00:08:00.580 * core1 up, preferred
00:08:00.580 * core2 up
00:11:00.000 * M1 ending, space 1, call C3 on core2
00:11:00.000 * P1 sip:a1@example.com disconnected, attempt 2
00:11:00.000 * P2 sip:a2@example.com disconnected, attempt 2
00:11:00.000 * P3 sip:a3@example.com disconnected, attempt 2
00:11:00.000 * P4 olga@example.com disconnected, attempt 2
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core2 DELETE /calls/C3
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core1 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
00:11:01.000 * M2 ending, space 2, call C4 on core2
00:11:01.000 * P5 b1@example.com disconnected, attempt 2
00:11:01.000 * P6 b2@example.com disconnected, attempt 2
00:11:01.000 * P7 b3@example.com disconnected, attempt 2
00:11:01.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:11:01.020 > core2 DELETE /calls/C4
00:11:01.040 * M2 ended
00:11:01.040 * space 2 closing
00:11:01.040 > core1 GET /calls?coSpaceFilter=S2
00:11:01.060 * space 2 free
