# With a short reconcile_every a running meeting is looked at as often: who hangs up is seen at once, and is not dialled
# again when the bridge dies soon after.
pool 1 1
set reconcile_every 2s
leg board@video.example.com answer drop 20s
ready
book "Board meeting" at 60s for 5m dial board@video.example.com dial room@video.example.com
at 86s
stop core1
at 3m
show
restart core1
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:01.080 * P1 board@video.example.com ringing
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:03.100 * P2 room@video.example.com connected
00:01:23.300 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:23.300 > core1 GET /calls/C1/calllegs
00:01:23.320 * P1 board@video.example.com disconnected
00:01:26.000 core1 stops
00:01:26.290 < core1 GET /calls/C1: connection refused
00:01:26.890 < core1 GET /calls: connection refused
00:01:27.300 < core1 GET /calls/C1: connection refused
00:01:27.300 * core1 down
00:01:27.300 * core2 up, preferred
00:01:27.300 * M1 starting, space 1: its bridge was lost
00:01:27.300 * P2 room@video.example.com pending
00:01:27.300 > core2 POST /calls coSpace=S1
00:01:27.320 < core2 200 C2
00:01:27.320 * M1 active, space 1, call C2 on core2
00:01:27.323 * P2 room@video.example.com dialing, attempt 2
00:01:27.323 > core2 POST /calls/C2/calllegs remoteParty=room@video.example.com&ownerId=P2
00:01:27.343 < core2 200 L3
00:01:28.363 * P2 room@video.example.com ringing, attempt 2
00:01:30.383 * P2 room@video.example.com connected, attempt 2
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:03:00.000 = M1 "Board meeting" active from 60s to 360s space 1 call C2 on core2
00:03:00.000 =   board@video.example.com disconnected, 1 attempts
00:03:00.000 =   room@video.example.com connected, 2 attempts, leg L3
00:03:00.000 = space 1 in_use
00:03:00.000 = core1 down, last error: connection refused
00:03:00.000 = core2 up, preferred
00:03:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:03:00.000 =   at core2: call C2 in S1
00:03:00.000 =   leg L3 to room@video.example.com in call C2: connected
00:03:00.000 core1 is back
00:03:00.300 - a bridge's alarms are over: bridge=core2 alarms=""
00:03:00.560 * core1 up
00:03:00.560 > core1 GET /calls?coSpaceFilter=S1
00:06:00.000 * M1 ending, space 1, call C2 on core2
00:06:00.000 * P2 room@video.example.com disconnected, attempt 2
00:06:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C2
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core1 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
