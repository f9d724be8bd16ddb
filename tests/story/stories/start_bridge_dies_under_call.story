# The bridge dies while POST calls is under way: no clear answer, and nobody to ask: the next bridge opens it at once.
pool 1 1
fault POST /api/v1/calls delay delay 2s count 1
ready
book "Board meeting" at 60s for 4m dial board@video.example.com
at 61s
stop core1
at 3m
restart core1
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
00:01:01.000 core1 stops
00:01:01.130 < core1 GET /coSpaces/S1: connection refused
00:01:02.040 < core1 POST /calls: the connection died
00:01:02.040 > core1 GET /calls?coSpaceFilter=S1
00:01:02.050 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:02.050 * core1 down
00:01:02.050 * core2 up, preferred
00:01:02.050 > core2 POST /calls coSpace=S1
00:01:02.070 < core2 200 C1
00:01:02.070 * M1 active, space 1, call C1 on core2
00:01:02.070 * P1 board@video.example.com dialing
00:01:02.070 > core2 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:02.090 < core2 200 L1
00:01:03.110 * P1 board@video.example.com ringing
00:01:05.130 * P1 board@video.example.com connected
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:03:00.000 core1 is back
00:03:00.300 - a bridge's alarms are over: bridge=core2 alarms=""
00:03:00.510 * core1 up
00:03:00.510 > core1 GET /calls?coSpaceFilter=S1
00:05:00.000 * M1 ending, space 1, call C1 on core2
00:05:00.000 * P1 board@video.example.com disconnected
00:05:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core2 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 closing
00:05:00.040 > core1 GET /calls?coSpaceFilter=S1
00:05:00.060 * space 1 free
