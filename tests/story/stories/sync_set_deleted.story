# The parameter set is deleted by hand while its sync runs: it is made anew. So is the second one: said in words, and
# made again after a minute.
bridges 1
pool 1 2
start
at 500ms
hand do DELETE cospaceBulkParameterSets X3
at 1500ms
hand do DELETE cospaceBulkParameterSets X5
at 2m
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:00.500 (by hand: DELETE /cospaceBulkParameterSets/X3)
00:00:01.100 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:01.120 < core1 200 X5
00:00:01.120 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:00:01.140 < core1 200 X6
00:00:01.500 (by hand: DELETE /cospaceBulkParameterSets/X5)
00:00:02.160 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failedNoSuchParameterSet: the parameter set was deleted on the bridge before it was used: it is made again"
00:01:02.160 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:01:02.180 < core1 200 X7
00:01:02.180 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:01:02.200 < core1 200 X8
00:01:03.220 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:03.240 - spaces made: first=1 last=2 set=X7
00:01:03.240 * space 1 free
00:01:03.240 * space 2 free
