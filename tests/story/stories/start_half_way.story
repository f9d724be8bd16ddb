# The connection to the first bridge breaks under POST calls, after it acted upon it, and it does not tell what calls it has:
# the start is finished on the next. What was left, an empty call, is closed as soon as the first can be asked.
pool 1 1
ready
fault POST /api/v1/calls drop_after count 1 on core1
fault GET /api/v1/calls refuse on core1
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
show
heal
at 5m
show
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
00:01:00.040 < core1 POST /calls: the connection died
00:01:00.040 > core1 GET /calls?coSpaceFilter=S1
00:01:00.060 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:00.060 < core1 GET /calls: connection refused
00:01:00.060 * core1 down
00:01:00.060 * core2 up, preferred
00:01:00.060 > core2 POST /calls coSpace=S1
00:01:00.080 < core2 200 C1
00:01:00.080 * M1 active, space 1, call C1 on core2
00:01:00.080 * P1 board@video.example.com dialing
00:01:00.080 > core2 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.100 < core2 200 L1
00:01:00.260 * core1 up
00:01:00.260 > core1 GET /calls?coSpaceFilter=S1
00:01:00.280 < core1 GET /calls: connection refused
00:01:00.280 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:01.120 * P1 board@video.example.com ringing
00:01:01.280 > core1 GET /calls?coSpaceFilter=S1
00:01:01.300 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:03.140 * P1 board@video.example.com connected
00:01:03.300 > core1 GET /calls?coSpaceFilter=S1
00:01:03.320 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:08.320 > core1 GET /calls?coSpaceFilter=S1
00:01:08.340 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:18.340 > core1 GET /calls?coSpaceFilter=S1
00:01:18.360 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:01:48.360 > core1 GET /calls?coSpaceFilter=S1
00:01:48.380 < core1 GET /calls?coSpaceFilter=S1: connection refused
00:02:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core2
00:02:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:02:00.000 = space 1 in_use
00:02:00.000 = core1 up, last error: connection refused
00:02:00.000 = core2 up, preferred
00:02:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:02:00.000 =   at core1: call X6 in S1
00:02:00.000 =   at core2: call C1 in S1
00:02:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:02:00.000 the faults are over
00:02:48.380 > core1 GET /calls?coSpaceFilter=S1
00:02:48.420 - the other call of a meeting is closed: meeting=M1 call=X6 bridge=core1 reason="nobody is in it"
00:02:48.420 > core1 DELETE /calls/X6
00:02:48.440 > core1 GET /calls?coSpaceFilter=S1
00:05:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core2
00:05:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:05:00.000 = space 1 in_use
00:05:00.000 = core1 up, last error: connection refused
00:05:00.000 = core2 up, preferred
00:05:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:05:00.000 =   at core2: call C1 in S1
00:05:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:06:00.260 * core1 up, preferred
00:06:00.260 * core2 up
00:11:00.000 * M1 ending, space 1, call C1 on core2
00:11:00.000 * P1 board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core2 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core1 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
