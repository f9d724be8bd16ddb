# Nobody answers: it rings out after 60 s and is dialled again.
bridges 1
pool 1 1
leg board@video.example.com ring_out times 1
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
00:02:01.680 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:01.680 > core1 GET /calls/C1/calllegs
00:02:01.700 * P1 board@video.example.com pending: no answer, busy or refused
00:02:06.700 * P1 board@video.example.com dialing, attempt 2
00:02:06.700 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:06.720 < core1 200 L2
00:02:07.740 * P1 board@video.example.com ringing, attempt 2
00:02:09.760 * P1 board@video.example.com connected, attempt 2
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 2
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
