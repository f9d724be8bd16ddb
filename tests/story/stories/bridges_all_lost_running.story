# Both bridges are cut off in mid-meeting, that of the meeting last: it has nowhere to go, stays active, and says itself that
# nobody knows; so it does after a crash, with the time of the first. When its bridge is back with the call, all is well.
pool 1 1
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
stop core2
at 3m
cut core1
at 4m
show
crash now
at 245s
show
at 5m
join core1
at 6m
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
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:02:00.000 core2 stops
00:02:00.070 < core2 GET /calls: connection refused
00:02:00.150 < core2 GET /system/load: connection refused
00:02:00.280 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:02:00.490 < core2 GET /system/status: connection refused
00:02:00.490 * core2 down
00:03:00.000 core1 is cut off
00:03:00.090 < core1 GET /calls: connection refused
00:03:00.110 < core1 GET /calls/C1: connection refused
00:03:00.330 < core1 GET /system/load: connection refused
00:03:00.330 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:03:00Z: whether the meeting goes on there is not known"
00:03:00.330 * core1 down, preferred
00:03:00.330 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:03:00Z: whether the meeting goes on there is not known
00:04:00.000 = M1 "Board meeting" active from 60s to 660s (core1 takes no connections, since 2026-11-23T09:03:00Z: whether the meeting goes on there is not known) space 1 call C1 on core1
00:04:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 down, preferred, last error: connection refused
00:04:00.000 = core2 down, last error: connection refused
00:04:00.000 = not ready: no bridge is up
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:04:00.720 the service dies after it has sent
00:04:05.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:05.000 =   at core1: call C1 in S1
00:04:05.000 =   leg L1 to board@video.example.com in call C1: connected
00:04:05.720 the service starts
00:04:05.720 * core1 unknown, preferred
00:04:05.720 * core2 unknown
00:04:05.730 < core1 GET /system/status: connection refused
00:04:05.730 < core2 GET /system/status: connection refused
00:04:10.740 < core1 GET /system/status: connection refused
00:04:10.740 < core2 GET /system/status: connection refused
00:04:15.750 < core1 GET /system/status: connection refused
00:04:15.750 < core2 GET /system/status: connection refused
00:04:15.750 * core1 down, preferred
00:04:15.750 * core2 down
00:05:00.000 core1 can be reached again
00:05:00.850 - a meeting's bridge can be asked again: meeting=M1 bridge=core1
00:05:00.850 * core1 up, preferred
00:05:00.850 * M1 active, space 1, call C1 on core1
00:05:00.910 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:06:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core1
00:06:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:06:00.000 = space 1 in_use
00:06:00.000 = core1 up, preferred, last error: connection refused
00:06:00.000 = core2 down, last error: connection refused
00:06:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:06:00.000 =   at core1: call C1 in S1
00:06:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
