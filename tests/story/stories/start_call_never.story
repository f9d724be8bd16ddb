# No bridge ever opens the call: looked for, repeated, at both bridges, ever more slowly, until start_grace; then
# missed.
pool 1 1
set start_grace 2m
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
fault POST /api/v1/calls status status 500
at 8m
show
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
00:01:00.120 < core2 POST /calls: 500
00:01:00.120 > core2 GET /calls?coSpaceFilter=S1
00:01:10.140 > core1 GET /calls?coSpaceFilter=S1
00:01:10.160 > core1 POST /calls coSpace=S1
00:01:10.180 < core1 POST /calls: 500
00:01:10.180 > core1 GET /calls?coSpaceFilter=S1
00:01:10.200 > core2 GET /calls?coSpaceFilter=S1
00:01:10.220 > core2 POST /calls coSpace=S1
00:01:10.240 < core2 POST /calls: 500
00:01:10.240 > core2 GET /calls?coSpaceFilter=S1
00:02:10.260 > core1 GET /calls?coSpaceFilter=S1
00:02:10.280 > core1 POST /calls coSpace=S1
00:02:10.300 < core1 POST /calls: 500
00:02:10.300 > core1 GET /calls?coSpaceFilter=S1
00:02:10.320 > core2 GET /calls?coSpaceFilter=S1
00:02:10.340 > core2 POST /calls coSpace=S1
00:02:10.360 < core2 POST /calls: 500
00:02:10.360 > core2 GET /calls?coSpaceFilter=S1
00:03:00.000 * M1 missed: no bridge opened it in time
00:03:00.000 * P1 board@video.example.com disconnected
00:03:00.000 * space 1 closing
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 GET /calls?coSpaceFilter=S1
00:03:00.040 > core2 GET /calls?coSpaceFilter=S1
00:03:00.060 * space 1 free
00:08:00.000 = M1 "Board meeting" missed from 60s to 360s (no bridge opened it in time)
00:08:00.000 =   board@video.example.com disconnected, 0 attempts
00:08:00.000 = space 1 free
00:08:00.000 = core1 up, preferred, last error: status 500: an answer that the API does not give
00:08:00.000 = core2 up, last error: status 500: an answer that the API does not give
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
