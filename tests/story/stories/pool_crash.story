# The service dies at each step of the making of the pool: one set, one profile of each kind, no space twice.
bridges 1
pool 1 2
crash after_send on create_call_profile for 5s
start
at 3s
crash after_send on create_set for 5s
at 8s
crash after_send on create_sync for 5s
at 13s
crash after_send on list_spaces for 5s
at 40s
show
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.020 the service dies after it has sent
00:00:05.020 the service starts
00:00:05.020 * core1 unknown, preferred
00:00:05.040 * core1 up, preferred
00:00:05.040 > core1 GET /callProfiles
00:00:05.040 > core1 GET /callLegProfiles
00:00:05.080 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:05.080 the service dies after it has sent
00:00:10.080 the service starts
00:00:10.080 * core1 unknown, preferred
00:00:10.100 * core1 up, preferred
00:00:10.160 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:10.160 the service dies after it has sent
00:00:15.160 the service starts
00:00:15.160 * core1 unknown, preferred
00:00:15.180 * core1 up, preferred
00:00:15.180 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:15.200 < core1 200 X4
00:00:16.220 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:16.220 the service dies after it has sent
00:00:21.220 the service starts
00:00:21.220 * core1 unknown, preferred
00:00:21.240 * core1 up, preferred
00:00:21.240 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:21.260 - spaces made: first=1 last=2 set=X3
00:00:21.260 * space 1 free
00:00:21.260 * space 2 free
00:00:40.000 = space 1 free
00:00:40.000 = space 2 free
00:00:40.000 = core1 up, preferred
00:00:40.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:40.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
