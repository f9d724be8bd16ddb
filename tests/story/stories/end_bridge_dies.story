# The bridge dies while DELETE call is under way: tried again until the bridge is down, then left to be looked for.
pool 1 1
fault DELETE * delay delay 2s count 1
ready
book "Board meeting" at 60s for 2m dial board@video.example.com
at 181s
stop core1
at 5m
show
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
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 * P1 board@video.example.com disconnected
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:01.000 core1 stops
00:03:01.170 < core1 GET /coSpaces/S1: connection refused
00:03:02.040 < core1 DELETE /calls/C1: the connection died
00:03:03.040 > core1 DELETE /calls/C1
00:03:03.050 < core1 DELETE /calls/C1: connection refused
00:03:03.050 * core1 down
00:03:03.050 * core2 up, preferred
00:03:05.050 * M1 ended
00:03:05.050 * space 1 closing
00:03:05.050 > core2 GET /calls?coSpaceFilter=S1
00:03:05.070 ! a space waits for a bridge that is away and may have a call in it: index=1 bridge=core1
00:04:00.320 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:05:00.000 = M1 "Board meeting" ended from 60s to 180s
00:05:00.000 =   board@video.example.com disconnected, 1 attempts
00:05:00.000 = space 1 closing
00:05:00.000 = core1 down, last error: connection refused
00:05:00.000 = core2 up, preferred
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:05:00.000 core1 is back
00:05:00.420 - a bridge's alarms are over: bridge=core2 alarms=""
00:05:00.990 > core1 GET /calls?coSpaceFilter=S1
00:05:00.990 * core1 up
00:05:01.010 * space 1 free
