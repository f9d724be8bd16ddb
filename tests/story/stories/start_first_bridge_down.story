# The first bridge is away at the start: the next one is used at once, and is the preferred one.
pool 1 1
ready
stop core1
at 30s
book "Board meeting" at 60s for 5m dial board@video.example.com
at 70s
show
at 8m
idle
---
00:00:10.000 core1 stops
00:00:10.050 < core1 GET /system/status: connection refused
00:00:15.060 < core1 GET /system/status: connection refused
00:00:20.070 < core1 GET /system/status: connection refused
00:00:20.070 * core1 down
00:00:20.070 * core2 up, preferred
00:00:30.000 * M1 scheduled
00:00:30.000 * P1 board@video.example.com pending
00:00:30.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core2 POST /calls coSpace=S1
00:01:00.040 < core2 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core2
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core2 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core2 200 L1
00:01:00.140 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:10.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core2
00:01:10.000 =   board@video.example.com connected, 1 attempts, leg L1
00:01:10.000 = space 1 in_use
00:01:10.000 = core1 down, last error: connection refused
00:01:10.000 = core2 up, preferred
00:01:10.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:01:10.000 =   at core2: call C1 in S1
00:01:10.000 =   leg L1 to board@video.example.com in call C1: connected
00:06:00.000 * M1 ending, space 1, call C1 on core2
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
