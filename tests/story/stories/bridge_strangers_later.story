# Of strangers nothing is said before every configured bridge has told its name: a bridge that is away is none.
bridges 2
strangers 1
pool 1 1
stop core2
start
at 2m
health
restart core2
at 4m
health
stop core2
at 6m
crash after_send for 2s
at 8m
health
restart core2
at 10m
idle
---
00:00:00.000 core2 stops
00:00:00.000 * core1 unknown, preferred
00:00:00.000 * core2 unknown
00:00:00.010 < core2 GET /system/status: connection refused
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:00.080 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:00:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.120 - spaces made: first=1 last=1 set=X3
00:00:01.120 * space 1 free
00:00:05.020 < core2 GET /system/status: connection refused
00:00:10.030 < core2 GET /system/status: connection refused
00:00:10.030 * core2 down
00:02:00.000 = core1 normal, up: alarm (preferred) -> look into its alarms in its web interface
00:02:00.000 = core2 normal, down: refused -> start it, or its API; check the port and the firewall
00:02:00.000 core2 is back
00:02:00.260 * core2 up
00:02:00.280 - a bridge's alarms are over: bridge=core1 alarms=""
00:03:00.420 ! the cluster has a call bridge that is not configured: name="CallBridge-Core3" address="https://192.0.2.103" advice="add it to bridges, so that meetings can run there"
00:04:00.000 = core1 normal, up: answered (preferred) -> nothing
00:04:00.000 = core2 normal, up: answered -> nothing
00:04:00.000 = not configured: CallBridge-Core3 at https://192.0.2.103
00:04:00.000 core2 stops
00:04:00.310 < core2 GET /calls: connection refused
00:04:00.390 < core2 GET /system/load: connection refused
00:04:00.500 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:04:00.730 < core2 GET /system/status: connection refused
00:04:00.730 * core2 down
00:06:00.140 the service dies after it has sent
00:06:02.140 the service starts
00:06:02.140 * core1 unknown, preferred
00:06:02.140 * core2 unknown
00:06:02.150 < core2 GET /system/status: connection refused
00:06:02.160 * core1 up, preferred
00:06:02.220 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:06:02.260 ! the cluster has a call bridge that is not configured: name="CallBridge-Core3" address="https://192.0.2.103" advice="add it to bridges, so that meetings can run there"
00:06:07.160 < core2 GET /system/status: connection refused
00:06:12.170 < core2 GET /system/status: connection refused
00:06:12.170 * core2 down
00:08:00.000 = core1 normal, up: alarm (preferred) -> look into its alarms in its web interface
00:08:00.000 = core2 normal, down: refused -> start it, or its API; check the port and the firewall
00:08:00.000 = not configured: CallBridge-Core3 at https://192.0.2.103
00:08:00.000 core2 is back
00:08:02.400 * core2 up
00:08:02.440 - a bridge's alarms are over: bridge=core1 alarms=""
