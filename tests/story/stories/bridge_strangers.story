# The cluster has a call bridge that the configuration lacks: reported once, with its address.
bridges 2
strangers 1
pool 1 1
start
at 10s
health
at 3m
crash after_send for 2s
at 4m
health
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.000 * core2 unknown
00:00:00.020 * core1 up, preferred
00:00:00.020 * core2 up
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:00.120 ! the cluster has a call bridge that is not configured: name="CallBridge-Core3" address="https://192.0.2.103" advice="add it to bridges, so that meetings can run there"
00:00:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.120 - spaces made: first=1 last=1 set=X3
00:00:01.120 * space 1 free
00:00:10.000 = core1 normal, up: answered (preferred) -> nothing
00:00:10.000 = core2 normal, up: answered -> nothing
00:00:10.000 = not configured: CallBridge-Core3 at https://192.0.2.103
00:03:00.080 the service dies after it has sent
00:03:02.080 the service starts
00:03:02.080 * core1 unknown, preferred
00:03:02.080 * core2 unknown
00:03:02.100 * core1 up, preferred
00:03:02.100 * core2 up
00:03:02.200 ! the cluster has a call bridge that is not configured: name="CallBridge-Core3" address="https://192.0.2.103" advice="add it to bridges, so that meetings can run there"
00:04:00.000 = core1 normal, up: answered (preferred) -> nothing
00:04:00.000 = core2 normal, up: answered -> nothing
00:04:00.000 = not configured: CallBridge-Core3 at https://192.0.2.103
