# After a quiet time as long as the longest hold the next fall is the first one again. With all others away a bridge that is held off
# is used all the same: better than no meeting.
pool 1 1
set hold_off 60s
set hold_off_max 2m
ready
stop core1
at 60s
restart core1
at 90s
stop core1
at 2m
restart core1
at 130s
health
stop core2
book "Nobody else is there" at 150s for 60s
at 3m
health
at 5m
restart core2
at 10m
health
stop core1
at 11m
restart core1
at 690s
health
idle
---
00:00:10.000 core1 stops
00:00:10.050 < core1 GET /system/status: connection refused
00:00:15.060 < core1 GET /system/status: connection refused
00:00:20.070 < core1 GET /system/status: connection refused
00:00:20.070 * core1 down
00:00:20.070 * core2 up, preferred
00:01:00.000 core1 is back
00:01:00.160 * core1 up
00:01:30.000 core1 stops
00:01:30.270 < core1 GET /system/status: connection refused
00:01:35.280 < core1 GET /system/status: connection refused
00:01:40.290 < core1 GET /system/status: connection refused
00:01:40.290 * core1 down
00:02:00.000 core1 is back
00:02:00.340 ! a flapping bridge is held off: bridge=core1 falls=2 until=2026-11-23T09:03:00.340Z
00:02:00.340 * core1 degraded: flapping
00:02:10.000 = core1 failed_over, degraded: flapping until 180s -> find out why it restarts or the network breaks; prefer it to use it at once
00:02:10.000 = core2 backup, up: answered (preferred) -> nothing
00:02:10.000 core2 stops
00:02:10.000 * M1 scheduled
00:02:10.000 booked: done M1
00:02:10.530 < core2 GET /system/status: connection refused
00:02:15.540 < core2 GET /system/status: connection refused
00:02:20.550 < core2 GET /system/status: connection refused
00:02:20.550 * core1 degraded, preferred: flapping
00:02:20.550 * core2 down
00:02:30.000 * M1 starting, space 1
00:02:30.000 * space 1 in_use
00:02:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Nobody+else+is+there&secret=X5
00:02:30.020 > core1 POST /calls coSpace=S1
00:02:30.040 < core1 200 C1
00:02:30.040 * M1 active, space 1, call C1 on core1
00:03:00.000 = core1 normal, degraded: flapping (preferred) until 180s -> find out why it restarts or the network breaks; prefer it to use it at once
00:03:00.000 = core2 normal, down: refused -> start it, or its API; check the port and the firewall
00:03:00.340 * core1 up, preferred
00:03:00.460 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:03:30.000 * M1 ending, space 1, call C1 on core1
00:03:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:30.020 > core1 DELETE /calls/C1
00:03:30.040 * M1 ended
00:03:30.040 * space 1 free
00:05:00.000 core2 is back
00:05:00.660 - a bridge's alarms are over: bridge=core1 alarms=""
00:05:00.880 * core2 up
00:10:00.000 = core1 normal, up: answered (preferred) -> nothing
00:10:00.000 = core2 normal, up: answered -> nothing
00:10:00.000 core1 stops
00:10:00.510 < core1 GET /calls: connection refused
00:10:01.110 < core1 GET /system/load: connection refused
00:10:01.240 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:10:02.250 < core1 GET /system/status: connection refused
00:10:02.250 * core1 down
00:10:02.250 * core2 up, preferred
00:11:00.000 core1 is back
00:11:01.340 - a bridge's alarms are over: bridge=core2 alarms=""
00:11:02.380 * core1 up
00:11:30.000 = core1 taking_back, up: answered -> new meetings go back to it by themselves
00:11:30.000 = core2 backup, up: answered (preferred) -> nothing
