# The call's bridge is away at the end: the space is put back at the next one, but not given away before the bridge was
# looked at again: it comes back without its calls.
pool 1 1
set running wait
ready
book "Board meeting" at 60s for 4m
at 2m
stop core1
at 6m
show
restart core1
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 core1 stops
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known"
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 * M1 ended
00:05:00.020 * space 1 closing
00:05:00.020 > core2 GET /calls?coSpaceFilter=S1
00:05:00.040 ! a space waits for a bridge that is away and may have a call in it: index=1 bridge=core1
00:06:00.000 = M1 "Board meeting" ended from 60s to 300s
00:06:00.000 = space 1 closing
00:06:00.000 = core1 down, last error: connection refused
00:06:00.000 = core2 up, preferred
00:06:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:06:00.000 core1 is back
00:06:00.600 - a bridge's alarms are over: bridge=core2 alarms=""
00:06:00.980 > core1 GET /calls?coSpaceFilter=S1
00:06:00.980 * core1 up
00:06:01.000 * space 1 free
