# The bridge acts upon a dial when the meeting has been on the other bridge and is back in the first call, where no leg
# was found and he was dialled again: the call is looked at once more when nothing can land any more.
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com dial room@video.example.com
late dial
at 65s
fault * * refuse on core1
at 72s
heal
at 75s
fault * * refuse on core2
at 84s
show
at 110s
show
heal
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P2 room@video.example.com connected
00:01:04.965 < core1 POST /calls/C1/calllegs: the connection died
00:01:04.965 > core1 GET /calls/C1/calllegs
00:01:04.985 * P1 board@video.example.com pending: the dial had no clear answer, and no leg is there
00:01:05.280 < core1 GET /system/status: connection refused
00:01:09.985 > core1 GET /calls/C1/calllegs
00:01:10.005 < core1 GET /calls/C1/calllegs: connection refused
00:01:10.300 < core1 GET /system/status: connection refused
00:01:10.300 * core1 down
00:01:10.300 * core2 up, preferred
00:01:10.300 * M1 starting, space 1: its bridge was lost
00:01:10.300 * P2 room@video.example.com pending
00:01:10.300 > core2 POST /calls coSpace=S1
00:01:10.320 < core2 200 C2
00:01:10.320 * M1 active, space 1, call C2 on core2
00:01:10.320 * P1 board@video.example.com dialing, attempt 2
00:01:10.320 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:10.340 < core2 200 L2
00:01:10.398 * P2 room@video.example.com dialing, attempt 2
00:01:10.398 > core2 POST /calls/C2/calllegs remoteParty=room@video.example.com&ownerId=P2
00:01:10.418 < core2 200 L3
00:01:11.360 * P1 board@video.example.com ringing, attempt 2
00:01:11.438 * P2 room@video.example.com ringing, attempt 2
00:01:12.000 the faults are over
00:01:13.380 * P1 board@video.example.com connected, attempt 2
00:01:13.458 * P2 room@video.example.com connected, attempt 2
00:01:15.320 < core2 GET /system/status: connection refused
00:01:15.320 * core1 up
00:01:15.320 > core1 GET /calls?coSpaceFilter=S1
00:01:15.380 < core2 GET /calls/C2: connection refused
00:01:16.400 < core2 GET /calls/C2: connection refused
00:01:16.400 * core1 up, preferred
00:01:16.400 * core2 down
00:01:16.400 * M1 starting, space 1: its bridge was lost
00:01:16.400 * P1 board@video.example.com pending, attempt 2
00:01:16.400 * P2 room@video.example.com pending, attempt 2
00:01:16.400 > core1 GET /calls?coSpaceFilter=S1
00:01:16.420 - call adopted: meeting=M1 call=C1 bridge=core1
00:01:16.420 * M1 active, space 1, call C1 on core1
00:01:16.420 > core1 GET /calls?coSpaceFilter=S1
00:01:16.450 > core1 GET /calls/C1/calllegs
00:01:16.470 * P1 board@video.example.com dialing, attempt 3
00:01:16.470 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:16.490 < core1 200 L4
00:01:16.497 > core1 GET /calls/C1/calllegs
00:01:16.517 - call leg adopted: meeting=M1 participant=P2 call_leg=L1
00:01:16.517 * P2 room@video.example.com dialing, attempt 2
00:01:16.537 * P2 room@video.example.com connected, attempt 2
00:01:17.510 * P1 board@video.example.com ringing, attempt 3
00:01:19.530 * P1 board@video.example.com connected, attempt 3
00:01:20.178 (the bridge acts upon a late dial)
00:01:24.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:01:24.000 =   board@video.example.com connected, 3 attempts, leg L4
00:01:24.000 =   room@video.example.com connected, 2 attempts, leg L1
00:01:24.000 = space 1 in_use
00:01:24.000 = core1 up, preferred, last error: connection refused
00:01:24.000 = core2 down, last error: connection refused
00:01:24.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:01:24.000 =   at core1: call C1 in S1
00:01:24.000 =   at core2: call C2 in S1
00:01:24.000 =   leg L1 to room@video.example.com in call C1: connected
00:01:24.000 =   leg L4 to board@video.example.com in call C1: connected
00:01:24.000 =   leg X6 to board@video.example.com in call C1: connected
00:01:24.000 =   leg L2 to board@video.example.com in call C2: connected
00:01:24.000 =   leg L3 to room@video.example.com in call C2: connected
00:01:46.557 > core1 GET /calls/C1/calllegs
00:01:49.550 > core1 GET /calls/C1/calllegs
00:01:49.590 > core1 DELETE /callLegs/X6
00:01:49.590 ! a second leg is hung up: meeting=M1 participant=P1 call_leg=X6
00:01:49.610 > core1 GET /calls/C1/calllegs
00:01:50.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:01:50.000 =   board@video.example.com connected, 3 attempts, leg L4
00:01:50.000 =   room@video.example.com connected, 2 attempts, leg L1
00:01:50.000 = space 1 in_use
00:01:50.000 = core1 up, preferred, last error: connection refused
00:01:50.000 = core2 down, last error: connection refused
00:01:50.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:01:50.000 =   at core1: call C1 in S1
00:01:50.000 =   at core2: call C2 in S1
00:01:50.000 =   leg L1 to room@video.example.com in call C1: connected
00:01:50.000 =   leg L4 to board@video.example.com in call C1: connected
00:01:50.000 =   leg L2 to board@video.example.com in call C2: connected
00:01:50.000 =   leg L3 to room@video.example.com in call C2: connected
00:01:50.000 the faults are over
00:01:50.460 * core2 up
00:01:50.460 > core2 GET /calls?coSpaceFilter=S1
00:01:50.520 > core2 GET /calls/C2/calllegs
00:01:50.540 - the other call of a meeting is closed: meeting=M1 call=C2 bridge=core2 reason="people are in the meeting's own"
00:01:50.540 > core2 DELETE /calls/C2
00:01:50.560 > core2 GET /calls?coSpaceFilter=S1
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 3
00:06:00.000 * P2 room@video.example.com disconnected, attempt 2
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core2 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
