# The answer of POST callProfiles is lost: the profiles there are read and the equal one is adopted.
bridges 1
pool 1 1
hand do POST callProfiles "" participantLimit=5
fault POST */callProfiles drop_after count 1
start
at 30s
idle
---
00:00:00.000 (by hand: POST /callProfiles participantLimit=5)
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 POST /callProfiles: the connection died
00:00:00.040 < core1 200 X1
00:00:00.040 > core1 GET /callProfiles
00:00:00.080 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X2&callLegProfile=X1&nonMemberAccess=false
00:00:00.100 < core1 200 X3
00:00:00.100 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.120 < core1 200 X4
00:00:01.140 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.160 - spaces made: first=1 last=1 set=X3
00:00:01.160 * space 1 free
