# The bridge says nothing any more: three requests without an answer, then it is down; the meeting goes on at the next.
pool 1 1
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
stop core1 silent
at 4m
show
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
00:01:03.100 * P1 board@video.example.com connected
00:02:00.000 core1 stops
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:02:03.060 < core1 GET /calls: no connection in 3s
00:02:03.060 < core1 GET /calls/C1: no connection in 3s
00:02:03.220 < core1 GET /system/load: no connection in 3s
00:02:03.220 * core1 down
00:02:03.220 * core2 up, preferred
00:02:03.220 * M1 starting, space 1: its bridge was lost
00:02:03.220 * P1 board@video.example.com pending
00:02:03.220 > core2 POST /calls coSpace=S1
00:02:03.240 < core2 200 C2
00:02:03.240 * M1 active, space 1, call C2 on core2
00:02:03.240 * P1 board@video.example.com dialing, attempt 2
00:02:03.240 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:03.260 < core2 200 L2
00:02:04.280 * P1 board@video.example.com ringing, attempt 2
00:02:06.300 * P1 board@video.example.com connected, attempt 2
00:04:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C2 on core2
00:04:00.000 =   board@video.example.com connected, 2 attempts, leg L2
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 down, last error: no connection in 3s
00:04:00.000 = core2 up, preferred
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core2: call C2 in S1
00:04:00.000 =   leg L2 to board@video.example.com in call C2: connected
