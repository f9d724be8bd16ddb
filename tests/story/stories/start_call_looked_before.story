# Calls may have been left on both bridges. On the first it is looked for, in vain, and another is asked for; that has no clear
# answer and the bridge is down. When the second is silent and the first is back, it is looked for there again: what was seen
# before that request says nothing of it.
pool 1 1
ready
fault POST /api/v1/calls status status 500
book "Board meeting" at 60s for 30m
at 60200ms
heal
fault POST /api/v1/calls delay delay 9s on core1
fault GET /api/v1/calls delay delay 12s on core2
at 70250ms
stop core1
at 82s
restart core1
at 95s
heal
at 3m
show
at 32m
idle
---
00:00:10.000 * M1 scheduled
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
00:01:00.200 the faults are over
00:01:10.140 > core1 GET /calls?coSpaceFilter=S1
00:01:10.160 > core1 POST /calls coSpace=S1
00:01:10.250 core1 stops
00:01:10.290 < core1 GET /system/status: connection refused
00:01:15.300 < core1 GET /system/status: connection refused
00:01:19.180 < core1 POST /calls: the connection died
00:01:19.180 * core1 down
00:01:19.180 * core2 up, preferred
00:01:19.180 > core2 GET /calls?coSpaceFilter=S1
00:01:22.000 core1 is back
00:01:25.330 * core1 up
00:01:29.180 < core2 GET /calls?coSpaceFilter=S1: no answer in 10s
00:01:29.180 > core1 GET /calls?coSpaceFilter=S1
00:01:29.200 > core1 POST /calls coSpace=S1
00:01:35.000 the faults are over
00:01:38.220 < core1 200 C1
00:01:38.220 * M1 active, space 1, call C1 on core1
00:01:38.220 > core1 GET /calls?coSpaceFilter=S1
00:01:59.180 > core1 GET /calls?coSpaceFilter=S1
00:01:59.200 > core2 GET /calls?coSpaceFilter=S1
00:03:00.000 = M1 "Board meeting" active from 60s to 1860s space 1 call C1 on core1
00:03:00.000 = space 1 in_use
00:03:00.000 = core1 up, last error: connection refused
00:03:00.000 = core2 up, preferred, last error: no answer in 10s
00:03:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:03:00.000 =   at core1: call C1 in S1
00:06:25.330 * core1 up, preferred
00:06:25.330 * core2 up
00:31:00.000 * M1 ending, space 1, call C1 on core1
00:31:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:31:00.020 > core1 DELETE /calls/C1
00:31:00.040 * M1 ended
00:31:00.040 * space 1 closing
00:31:00.040 > core2 GET /calls?coSpaceFilter=S1
00:31:00.060 * space 1 free
