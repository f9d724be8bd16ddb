# One failed probe is enough for due meetings to go elsewhere first, long before the bridge counts as down.
pool 1 1
ready
book "Board meeting" at 42s for 60s
at 39s
stop core1 silently
at 41s
health
at 44s
health
at 3m
restart core1
at 5m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:39.000 core1 stops
00:00:41.000 = core1 normal, up: answered (preferred) -> nothing
00:00:41.000 = core2 normal, up: answered -> nothing
00:00:42.000 * M1 starting, space 1
00:00:42.000 * space 1 in_use
00:00:42.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:00:43.160 < core1 GET /system/status: no connection in 3s
00:00:43.160 > core2 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:00:43.180 > core2 POST /calls coSpace=S1
00:00:43.200 < core2 200 C1
00:00:43.200 * M1 active, space 1, call C1 on core2
00:00:44.000 = core1 normal, up: answered (preferred) -> nothing
00:00:44.000 = core2 normal, up: answered -> nothing
00:00:45.000 < core1 PUT /cospaces/S1: no connection in 3s
00:00:51.160 < core1 GET /system/status: no connection in 3s
00:00:51.160 * core1 down
00:00:51.160 * core2 up, preferred
00:01:00.140 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:01:42.000 * M1 ending, space 1, call C1 on core2
00:01:42.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:42.020 > core2 DELETE /calls/C1
00:01:42.040 * M1 ended
00:01:42.040 * space 1 free
00:03:00.000 core1 is back
00:03:00.340 - a bridge's alarms are over: bridge=core2 alarms=""
00:03:04.180 * core1 up
