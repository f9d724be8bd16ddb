# Our mark cannot be looked at for a while, and the look that succeeds is answered when the one before has ceased to count: what was
# to be done in between is done then.
bridges 1
pool 1 2
set mark scheduler1
ready
book "Board meeting" at 198s for 60s dial board@video.example.com
at 130s
fault GET /api/v1/cospaces/* reason unknownError delay 1s
at 189s
heal
fault GET /api/v1/cospaces/* delay delay 9s count 2
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:01:17.260 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:18.300 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:02:20.320 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:02:23.340 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:02:29.360 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:02:40.380 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:03:02.200 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:03:02.200 < core1 GET /coSpaces/S2: 400 <failureDetails><unknownError /></failureDetails>
00:03:04.220 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:03:04.220 < core1 GET /coSpaces/S2: 400 <failureDetails><unknownError /></failureDetails>
00:03:07.240 < core1 GET /coSpaces/S1: 400 <failureDetails><unknownError /></failureDetails>
00:03:07.240 < core1 GET /coSpaces/S2: 400 <failureDetails><unknownError /></failureDetails>
00:03:09.000 the faults are over
00:03:18.000 * M1 waiting: it is not known yet whose the pool is
00:03:19.400 * M1 starting, space 1
00:03:19.400 * space 1 in_use
00:03:19.400 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:03:19.400 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:03:19.420 > core1 POST /calls coSpace=S1
00:03:19.440 < core1 200 C1
00:03:19.440 * M1 active, space 1, call C1 on core1
00:03:19.440 * P1 board@video.example.com dialing
00:03:19.440 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:03:19.460 < core1 200 L1
00:03:20.480 * P1 board@video.example.com ringing
00:03:22.500 * P1 board@video.example.com connected
00:04:18.000 * M1 ending, space 1, call C1 on core1
00:04:18.000 * P1 board@video.example.com disconnected
00:04:18.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:18.020 > core1 DELETE /calls/C1
00:04:18.040 * M1 ended
00:04:18.040 * space 1 free
00:04:19.440 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:19.480 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:19.520 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:19.560 > core1 PUT /cospaces/S1 cdrTag=(its mark)
