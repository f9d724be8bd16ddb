# POST callLegProfiles is lost on its way: one that is there differs and is left alone, so it is sent again.
bridges 1
pool 1 1
hand do POST callLegProfiles "" defaultLayout=speakerOnly
fault POST */callLegProfiles drop_before count 1
start
at 30s
idle
---
00:00:00.000 (by hand: POST /callLegProfiles defaultLayout=speakerOnly)
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 POST /callLegProfiles: the connection died
00:00:00.040 > core1 GET /callLegProfiles
00:00:00.080 > core1 GET /callLegProfiles?offset=1
00:00:00.100 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.120 < core1 200 X2
00:00:00.120 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.140 < core1 200 X3
00:00:00.140 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.160 < core1 200 X4
00:00:01.180 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.200 - spaces made: first=1 last=1 set=X3
00:00:01.200 * space 1 free
