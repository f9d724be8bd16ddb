# POST calls never gets a clear answer from the first bridge: repeated once there after a look, then opened on the next.
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
fault POST /api/v1/calls status status 500 on core1
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
00:01:00.040 < core1 POST /calls: 500
00:01:00.040 > core1 GET /calls?coSpaceFilter=S1
00:01:00.060 > core1 POST /calls coSpace=S1
00:01:00.080 < core1 POST /calls: 500
00:01:00.080 > core1 GET /calls?coSpaceFilter=S1
00:01:00.100 > core2 POST /calls coSpace=S1
00:01:00.120 < core2 200 C1
00:01:00.120 * M1 active, space 1, call C1 on core2
00:01:00.120 * P1 board@video.example.com dialing
00:01:00.120 > core1 GET /calls?coSpaceFilter=S1
00:01:00.120 > core2 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.140 < core2 200 L1
00:01:01.160 * P1 board@video.example.com ringing
00:01:03.180 * P1 board@video.example.com connected
00:01:30.100 > core1 GET /calls?coSpaceFilter=S1
00:06:00.000 * M1 ending, space 1, call C1 on core2
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core1 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
