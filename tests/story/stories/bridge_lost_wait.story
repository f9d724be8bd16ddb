# running: wait. The meeting stays on the lost bridge; it comes back without its calls, so the call is opened again, on
# the bridge that is preferred now.
pool 1 1
set running wait
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
stop core1
at 4m
show
restart core1
at 13m
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
00:01:03.100 * P1 board@video.example.com connected
00:02:00.000 core1 stops
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known"
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known
00:04:00.000 = M1 "Board meeting" active from 60s to 660s (core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known) space 1 call C1 on core1
00:04:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 down, last error: connection refused
00:04:00.000 = core2 up, preferred
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 core1 is back
00:04:00.400 - a bridge's alarms are over: bridge=core2 alarms=""
00:04:00.740 - a meeting's bridge can be asked again: meeting=M1 bridge=core1
00:04:00.740 * core1 up
00:04:00.740 * M1 active, space 1, call C1 on core1
00:04:00.760 < core1 GET /calls/C1: 400 <failureDetails><callDoesNotExist /></failureDetails>
00:04:00.760 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:04:00.760 * M1 starting, space 1: its call was closed on the bridge
00:04:00.760 * P1 board@video.example.com pending
00:04:00.760 > core2 POST /calls coSpace=S1
00:04:00.780 < core2 200 C2
00:04:00.780 * M1 active, space 1, call C2 on core2
00:04:00.780 * P1 board@video.example.com dialing, attempt 2
00:04:00.780 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:04:00.800 < core2 200 L2
00:04:01.820 * P1 board@video.example.com ringing, attempt 2
00:04:03.840 * P1 board@video.example.com connected, attempt 2
00:09:00.740 * core1 up, preferred
00:09:00.740 * core2 up
00:11:00.000 * M1 ending, space 1, call C2 on core2
00:11:00.000 * P1 board@video.example.com disconnected, attempt 2
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core2 DELETE /calls/C2
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core1 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
