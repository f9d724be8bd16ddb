# The first bridge dies a second before the start, unseen by any probe: the PUT is refused there and made at the next.
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 59s
stop core1
at 80s
show
restart core1
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:59.000 core1 stops
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.010 < core1 PUT /cospaces/S1: connection refused
00:01:00.010 > core2 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.030 > core2 POST /calls coSpace=S1
00:01:00.050 < core2 200 C1
00:01:00.050 < core1 GET /calls: connection refused
00:01:00.050 * M1 active, space 1, call C1 on core2
00:01:00.050 * P1 board@video.example.com dialing
00:01:00.050 > core2 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.070 < core2 200 L1
00:01:00.130 < core1 GET /system/load: connection refused
00:01:00.130 * core1 down
00:01:00.130 * core2 up, preferred
00:01:00.140 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:01:01.090 * P1 board@video.example.com ringing
00:01:03.110 * P1 board@video.example.com connected
00:01:20.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core2
00:01:20.000 =   board@video.example.com connected, 1 attempts, leg L1
00:01:20.000 = space 1 in_use
00:01:20.000 = core1 down, last error: connection refused
00:01:20.000 = core2 up, preferred
00:01:20.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:01:20.000 =   at core2: call C1 in S1
00:01:20.000 =   leg L1 to board@video.example.com in call C1: connected
00:01:20.000 core1 is back
00:01:20.300 * core1 up
00:02:00.240 - a bridge's alarms are over: bridge=core2 alarms=""
00:06:00.000 * M1 ending, space 1, call C1 on core2
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core1 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
00:06:20.300 * core1 up, preferred
00:06:20.300 * core2 up
