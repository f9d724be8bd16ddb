# Cut off; in the call that is left behind is only board, who declined the second ringing until he was given up, while two
# others answered it. The call that was opened last stays, and board is dialled into it once his own is closed.
pool 1 1
ready
leg board@video.example.com answer times 1
leg board@video.example.com reject times 6
leg one@video.example.com answer drop 80s times 1
leg two@video.example.com answer drop 80s times 1
book "Board meeting" at 60s for 30m dial board@video.example.com dial one@video.example.com dial two@video.example.com
at 2m
cut core1
at 14m
show
join core1
at 15m
show
at 35m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 one@video.example.com pending
00:00:10.000 * P3 two@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 one@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=one@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:00.090 * P3 two@video.example.com dialing
00:01:00.090 > core1 POST /calls/C1/calllegs remoteParty=two@video.example.com
00:01:00.110 < core1 200 L3
00:01:01.080 * P1 board@video.example.com ringing
00:01:01.080 * P2 one@video.example.com ringing
00:01:01.130 * P3 two@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:03.100 * P2 one@video.example.com connected
00:01:03.150 * P3 two@video.example.com connected
00:02:00.000 core1 is cut off
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 starting, space 1: its bridge was lost
00:02:00.230 * P1 board@video.example.com pending
00:02:00.230 * P2 one@video.example.com pending
00:02:00.230 * P3 two@video.example.com pending
00:02:00.230 > core2 POST /calls coSpace=S1
00:02:00.250 < core2 200 C2
00:02:00.250 * M1 active, space 1, call C2 on core2
00:02:00.250 * P1 board@video.example.com dialing, attempt 2
00:02:00.250 * P2 one@video.example.com dialing, attempt 2
00:02:00.250 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:00.250 > core2 POST /calls/C2/calllegs remoteParty=one@video.example.com&ownerId=P2
00:02:00.270 < core2 200 L4
00:02:00.270 < core2 200 L5
00:02:00.309 * P3 two@video.example.com dialing, attempt 2
00:02:00.309 > core2 POST /calls/C2/calllegs remoteParty=two@video.example.com&ownerId=P3
00:02:00.329 < core2 200 L6
00:02:01.290 < core2 GET /callLegs/L4: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:01.290 > core2 GET /calls/C2/calllegs
00:02:01.290 * P2 one@video.example.com ringing, attempt 2
00:02:01.310 * P1 board@video.example.com pending, attempt 2: no answer, busy or refused
00:02:01.349 * P3 two@video.example.com ringing, attempt 2
00:02:03.310 * P2 one@video.example.com connected, attempt 2
00:02:03.369 * P3 two@video.example.com connected, attempt 2
00:02:16.310 * P1 board@video.example.com dialing, attempt 3
00:02:16.310 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:16.330 < core2 200 L7
00:02:17.350 < core2 GET /callLegs/L7: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:17.350 > core2 GET /calls/C2/calllegs
00:02:17.370 * P1 board@video.example.com pending, attempt 3: no answer, busy or refused
00:02:47.370 * P1 board@video.example.com dialing, attempt 4
00:02:47.370 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:47.390 < core2 200 L8
00:02:48.410 < core2 GET /callLegs/L8: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:48.410 > core2 GET /calls/C2/calllegs
00:02:48.430 * P1 board@video.example.com pending, attempt 4: no answer, busy or refused
00:03:48.430 * P1 board@video.example.com dialing, attempt 5
00:03:48.430 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:03:48.450 < core2 200 L9
00:03:49.470 < core2 GET /callLegs/L9: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:03:49.470 > core2 GET /calls/C2/calllegs
00:03:49.490 * P1 board@video.example.com pending, attempt 5: no answer, busy or refused
00:05:49.490 * P1 board@video.example.com dialing, attempt 6
00:05:49.490 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:05:49.510 < core2 200 L10
00:05:50.530 < core2 GET /callLegs/L10: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:05:50.530 > core2 GET /calls/C2/calllegs
00:05:50.550 * P1 board@video.example.com pending, attempt 6: no answer, busy or refused
00:10:50.550 * P1 board@video.example.com dialing, attempt 7
00:10:50.550 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:10:50.570 < core2 200 L11
00:10:51.590 < core2 GET /callLegs/L11: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:10:51.590 > core2 GET /calls/C2/calllegs
00:10:51.610 * P1 board@video.example.com failed, attempt 7: no answer, busy or refused
00:14:00.000 = M1 "Board meeting" active from 60s to 1860s space 1 call C2 on core2
00:14:00.000 =   board@video.example.com failed, 7 attempts: no answer, busy or refused
00:14:00.000 =   one@video.example.com connected, 2 attempts, leg L5
00:14:00.000 =   two@video.example.com connected, 2 attempts, leg L6
00:14:00.000 = space 1 in_use
00:14:00.000 = core1 down, last error: connection refused
00:14:00.000 = core2 up, preferred
00:14:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:14:00.000 =   at core1: call C1 in S1
00:14:00.000 =   at core2: call C2 in S1
00:14:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:14:00.000 =   leg L5 to one@video.example.com in call C2: connected
00:14:00.000 =   leg L6 to two@video.example.com in call C2: connected
00:14:00.000 core1 can be reached again
00:14:01.940 * core1 up
00:14:01.940 > core1 GET /calls?coSpaceFilter=S1
00:14:02.000 > core1 GET /calls/C1/calllegs
00:14:02.020 - the other call of a meeting is closed: meeting=M1 call=C1 bridge=core1 reason="people are in the meeting's own"
00:14:02.020 * P1 board@video.example.com pending, attempt 7
00:14:02.020 > core1 DELETE /calls/C1
00:14:02.040 > core1 GET /calls?coSpaceFilter=S1
00:14:03.020 * P1 board@video.example.com dialing, attempt 8
00:14:03.020 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:14:03.040 < core2 200 L12
00:14:04.060 * P1 board@video.example.com ringing, attempt 8
00:14:06.080 * P1 board@video.example.com connected, attempt 8
00:15:00.000 = M1 "Board meeting" active from 60s to 1860s space 1 call C2 on core2
00:15:00.000 =   board@video.example.com connected, 8 attempts, leg L12
00:15:00.000 =   one@video.example.com connected, 2 attempts, leg L5
00:15:00.000 =   two@video.example.com connected, 2 attempts, leg L6
00:15:00.000 = space 1 in_use
00:15:00.000 = core1 up, last error: connection refused
00:15:00.000 = core2 up, preferred
00:15:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:15:00.000 =   at core2: call C2 in S1
00:15:00.000 =   leg L5 to one@video.example.com in call C2: connected
00:15:00.000 =   leg L6 to two@video.example.com in call C2: connected
00:15:00.000 =   leg L12 to board@video.example.com in call C2: connected
00:19:01.940 * core1 up, preferred
00:19:01.940 * core2 up
00:31:00.000 * M1 ending, space 1, call C2 on core2
00:31:00.000 * P1 board@video.example.com disconnected, attempt 8
00:31:00.000 * P2 one@video.example.com disconnected, attempt 2
00:31:00.000 * P3 two@video.example.com disconnected, attempt 2
00:31:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:31:00.020 > core2 DELETE /calls/C2
00:31:00.040 * M1 ended
00:31:00.040 * space 1 closing
00:31:00.040 > core1 GET /calls?coSpaceFilter=S1
00:31:00.060 * space 1 free
