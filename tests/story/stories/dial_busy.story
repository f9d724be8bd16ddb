# Busy twice, then he answers: dialled again 5 s and 15 s after the attempts.
bridges 1
pool 1 1
leg board@video.example.com busy times 2
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 8m
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
00:01:29.260 * P1 board@video.example.com connected, attempt 3
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 3
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
