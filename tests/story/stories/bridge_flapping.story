# A bridge goes down again and again: from the second time on it is held off, twice as long each time, and new meetings go elsewhere. A
# restart of ours does not forget it; a quiet time does; preferring it by hand does, too.
pool 1 2
set hold_off 30s
set hold_off_max 5m
set failback_after 10s
ready
at 60s
stop core1
at 90s
restart core1
at 2m
stop core1
at 150s
restart core1
at 170s
health
book "While it is held" at 175s for 60s
at 200s
health
at 4m
stop core1
at 5m
restart core1
at 310s
crash after_send for 5s
at 320s
health
at 330s
prefer core1
health
at 15m
idle
---
00:01:00.000 core1 stops
00:01:00.050 < core1 GET /calls: connection refused
00:01:00.130 < core1 GET /system/load: connection refused
00:01:00.140 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:01:00.250 < core1 GET /system/status: connection refused
00:01:00.250 * core1 down
00:01:00.250 * core2 up, preferred
00:01:30.000 core1 is back
00:01:30.320 * core1 up
00:01:40.320 * core1 up, preferred
00:01:40.320 * core2 up
00:02:00.000 core1 stops
00:02:00.430 < core1 GET /system/status: connection refused
00:02:05.440 < core1 GET /system/status: connection refused
00:02:10.450 < core1 GET /system/status: connection refused
00:02:10.450 * core1 down
00:02:10.450 * core2 up, preferred
00:02:30.000 core1 is back
00:02:30.500 ! a flapping bridge is held off: bridge=core1 falls=2 until=2026-11-23T09:03:00.500Z
00:02:30.500 * core1 degraded: flapping
00:02:50.000 = core1 failed_over, degraded: flapping until 180s -> find out why it restarts or the network breaks; prefer it to use it at once
00:02:50.000 = core2 backup, up: alarm (preferred) -> look into its alarms in its web interface
00:02:50.000 * M1 scheduled
00:02:50.000 booked: done M1
00:02:55.000 * M1 starting, space 1
00:02:55.000 * space 1 in_use
00:02:55.000 > core2 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=While+it+is+held&secret=X5
00:02:55.020 > core2 POST /calls coSpace=S1
00:02:55.040 < core2 200 C1
00:02:55.040 * M1 active, space 1, call C1 on core2
00:03:00.300 - a bridge's alarms are over: bridge=core2 alarms=""
00:03:00.500 * core1 up
00:03:10.500 * core1 up, preferred
00:03:10.500 * core2 up
00:03:20.000 = core1 normal, up: answered (preferred) -> nothing
00:03:20.000 = core2 normal, up: answered -> nothing
00:03:55.000 * M1 ending, space 1, call C1 on core2
00:03:55.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:55.020 > core2 DELETE /calls/C1
00:03:55.040 * M1 ended
00:03:55.040 * space 1 closing
00:03:55.040 > core1 GET /calls?coSpaceFilter=S1
00:03:55.060 * space 1 free
00:04:00.000 core1 stops
00:04:00.400 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:04:00.850 < core1 GET /system/status: connection refused
00:04:05.860 < core1 GET /system/status: connection refused
00:04:10.870 < core1 GET /system/status: connection refused
00:04:10.870 * core1 down
00:04:10.870 * core2 up, preferred
00:05:00.000 core1 is back
00:05:00.460 - a bridge's alarms are over: bridge=core2 alarms=""
00:05:00.980 ! a flapping bridge is held off: bridge=core1 falls=3 until=2026-11-23T09:06:00.980Z
00:05:00.980 * core1 degraded: flapping
00:05:11.000 the service dies after it has sent
00:05:16.000 the service starts
00:05:16.000 * core1 unknown
00:05:16.000 * core2 unknown, preferred
00:05:16.020 * core1 degraded: flapping
00:05:16.020 * core2 up, preferred
00:05:20.000 = core1 failed_over, degraded: flapping until 360s -> find out why it restarts or the network breaks; prefer it to use it at once
00:05:20.000 = core2 backup, up: answered (preferred) -> nothing
00:05:30.000 * core1 up, preferred
00:05:30.000 * core2 up
00:05:30.000 preferred: done
00:05:30.000 = core1 normal, up: answered (preferred) -> nothing
00:05:30.000 = core2 normal, up: answered -> nothing
