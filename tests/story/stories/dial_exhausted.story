# Always busy: after seven attempts he is given up, with the reason; the meeting goes on without him.
bridges 1
pool 1 1
leg board@video.example.com busy
ready
book "Board meeting" at 60s for 15m dial board@video.example.com
at 14m
show
at 20m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:03.100 > core1 GET /calls/C1/calllegs
00:01:03.120 * P1 board@video.example.com pending: no answer, busy or refused
00:01:08.120 * P1 board@video.example.com dialing, attempt 2
00:01:08.120 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:08.140 < core1 200 L2
00:01:09.160 * P1 board@video.example.com ringing, attempt 2
00:01:11.180 < core1 GET /callLegs/L2: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:11.180 > core1 GET /calls/C1/calllegs
00:01:11.200 * P1 board@video.example.com pending, attempt 2: no answer, busy or refused
00:01:26.200 * P1 board@video.example.com dialing, attempt 3
00:01:26.200 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:26.220 < core1 200 L3
00:01:27.240 * P1 board@video.example.com ringing, attempt 3
00:01:29.260 < core1 GET /callLegs/L3: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:29.260 > core1 GET /calls/C1/calllegs
00:01:29.280 * P1 board@video.example.com pending, attempt 3: no answer, busy or refused
00:01:59.280 * P1 board@video.example.com dialing, attempt 4
00:01:59.280 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:59.300 < core1 200 L4
00:02:00.320 * P1 board@video.example.com ringing, attempt 4
00:02:02.340 < core1 GET /callLegs/L4: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:02.340 > core1 GET /calls/C1/calllegs
00:02:02.360 * P1 board@video.example.com pending, attempt 4: no answer, busy or refused
00:03:02.360 * P1 board@video.example.com dialing, attempt 5
00:03:02.360 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:03:02.380 < core1 200 L5
00:03:03.400 * P1 board@video.example.com ringing, attempt 5
00:03:05.420 < core1 GET /callLegs/L5: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:03:05.420 > core1 GET /calls/C1/calllegs
00:03:05.440 * P1 board@video.example.com pending, attempt 5: no answer, busy or refused
00:05:05.440 * P1 board@video.example.com dialing, attempt 6
00:05:05.440 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:05:05.460 < core1 200 L6
00:05:06.480 * P1 board@video.example.com ringing, attempt 6
00:05:08.500 < core1 GET /callLegs/L6: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:05:08.500 > core1 GET /calls/C1/calllegs
00:05:08.520 * P1 board@video.example.com pending, attempt 6: no answer, busy or refused
00:10:08.520 * P1 board@video.example.com dialing, attempt 7
00:10:08.520 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:10:08.540 < core1 200 L7
00:10:09.560 * P1 board@video.example.com ringing, attempt 7
00:10:11.580 < core1 GET /callLegs/L7: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:10:11.580 > core1 GET /calls/C1/calllegs
00:10:11.600 * P1 board@video.example.com failed, attempt 7: no answer, busy or refused
00:14:00.000 = M1 "Board meeting" active from 60s to 960s space 1 call C1 on core1
00:14:00.000 =   board@video.example.com failed, 7 attempts: no answer, busy or refused
00:14:00.000 = space 1 in_use
00:14:00.000 = core1 up, preferred
00:14:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:14:00.000 =   at core1: call C1 in S1
00:16:00.000 * M1 ending, space 1, call C1 on core1
00:16:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:16:00.020 > core1 DELETE /calls/C1
00:16:00.040 * M1 ended
00:16:00.040 * space 1 free
