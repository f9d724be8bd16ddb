# Cut off with two rooms in the call. Room moves over to the new one; board, who is in the old one with a guest still, is
# busy when he is rung a second time. When the bridge comes back its call has more people and is taken: board is found in
# it, whatever became of the second ringing, and room is dialled into it once when the other is closed.
pool 1 1
ready
leg room@video.example.com answer drop 70s times 1
leg board@video.example.com answer times 1
leg board@video.example.com busy
book "Board meeting" at 60s for 10m dial board@video.example.com dial room@video.example.com
at 2m
cut core1
at 150s
hand guest 1 guest@example.org core1
at 3m
join core1
at 5m
show
at 13m
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
00:01:00.060 < core1 200 L2
00:01:01.080 * P1 board@video.example.com ringing
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:03.100 * P2 room@video.example.com connected
00:02:00.000 core1 is cut off
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 starting, space 1: its bridge was lost
00:02:00.230 * P1 board@video.example.com pending
00:02:00.230 * P2 room@video.example.com pending
00:02:00.230 > core2 POST /calls coSpace=S1
00:02:00.250 < core2 200 C2
00:02:00.250 * M1 active, space 1, call C2 on core2
00:02:00.250 * P1 board@video.example.com dialing, attempt 2
00:02:00.250 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:00.270 < core2 200 L3
00:02:00.328 * P2 room@video.example.com dialing, attempt 2
00:02:00.328 > core2 POST /calls/C2/calllegs remoteParty=room@video.example.com&ownerId=P2
00:02:00.348 < core2 200 L4
00:02:01.290 * P1 board@video.example.com ringing, attempt 2
00:02:01.368 * P2 room@video.example.com ringing, attempt 2
00:02:03.310 < core2 GET /callLegs/L3: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:03.310 > core2 GET /calls/C2/calllegs
00:02:03.330 * P1 board@video.example.com pending, attempt 2: no answer, busy or refused
00:02:03.388 * P2 room@video.example.com connected, attempt 2
00:02:18.330 * P1 board@video.example.com dialing, attempt 3
00:02:18.330 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:18.350 < core2 200 L5
00:02:19.370 * P1 board@video.example.com ringing, attempt 3
00:02:21.390 < core2 GET /callLegs/L5: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:21.390 > core2 GET /calls/C2/calllegs
00:02:21.410 * P1 board@video.example.com pending, attempt 3: no answer, busy or refused
00:02:30.000 (guest@example.org comes into space 1 on core1)
00:02:51.410 * P1 board@video.example.com dialing, attempt 4
00:02:51.410 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:51.430 < core2 200 L6
00:02:52.450 * P1 board@video.example.com ringing, attempt 4
00:02:54.470 < core2 GET /callLegs/L6: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:54.470 > core2 GET /calls/C2/calllegs
00:02:54.490 * P1 board@video.example.com pending, attempt 4: no answer, busy or refused
00:03:00.000 core1 can be reached again
00:03:00.620 * core1 up
00:03:00.620 > core1 GET /calls?coSpaceFilter=S1
00:03:00.680 > core1 GET /calls/C1/calllegs
00:03:00.700 * M1 starting, space 1: more people are in its call on core1
00:03:00.700 * P2 room@video.example.com pending, attempt 2
00:03:00.700 > core1 GET /calls?coSpaceFilter=S1
00:03:00.720 - call adopted: meeting=M1 call=C1 bridge=core1
00:03:00.720 * M1 active, space 1, call C1 on core1
00:03:00.720 > core2 GET /calls?coSpaceFilter=S1
00:03:00.720 > core1 GET /calls/C1/calllegs
00:03:00.740 - call leg adopted: meeting=M1 participant=P1 call_leg=L1
00:03:00.740 * P1 board@video.example.com dialing, attempt 4
00:03:00.760 * P1 board@video.example.com connected, attempt 4
00:03:00.760 > core2 GET /calls/C2/calllegs
00:03:00.780 - the other call of a meeting is closed: meeting=M1 call=C2 bridge=core2 reason="people are in the meeting's own"
00:03:00.780 > core2 DELETE /calls/C2
00:03:00.800 > core2 GET /calls?coSpaceFilter=S1
00:03:01.780 > core1 GET /calls/C1/calllegs
00:03:01.800 * P2 room@video.example.com dialing, attempt 3
00:03:01.800 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com&ownerId=P2
00:03:01.820 < core1 200 L7
00:03:02.840 * P2 room@video.example.com ringing, attempt 3
00:03:04.860 * P2 room@video.example.com connected, attempt 3
00:03:30.780 > core1 GET /calls/C1/calllegs
00:03:34.880 > core1 GET /calls/C1/calllegs
00:05:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core1
00:05:00.000 =   board@video.example.com connected, 4 attempts, leg L1
00:05:00.000 =   room@video.example.com connected, 3 attempts, leg L7
00:05:00.000 = space 1 in_use
00:05:00.000 = core1 up, last error: connection refused
00:05:00.000 = core2 up, preferred
00:05:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:05:00.000 =   at core1: call C1 in S1
00:05:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:05:00.000 =   leg X6 to guest@example.org in call C1: connected
00:05:00.000 =   leg L7 to room@video.example.com in call C1: connected
00:08:00.620 * core1 up, preferred
00:08:00.620 * core2 up
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 board@video.example.com disconnected, attempt 4
00:11:00.000 * P2 room@video.example.com disconnected, attempt 3
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core2 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
