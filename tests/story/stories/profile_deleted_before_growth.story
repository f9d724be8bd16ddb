# A profile is deleted by hand and the range grows: the refusal of the set leads to it, and the pool is made after a
# minute.
bridges 1
pool 1 1
ready
hand do DELETE callLegProfiles X2
pool 1 2
at 3m
idle
---
00:00:10.000 (by hand: DELETE /callLegProfiles/X2)
00:00:10.000 the configuration is read again: pool 1 to 2
00:00:10.000 > core1 POST /cospaceBulkParameterSets startIndex=2&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:10.020 < core1 POST /cospaceBulkParameterSets: 400 <failureDetails><callLegProfileDoesNotExist /></failureDetails>
00:00:10.020 ! the pool could not be made, trying again in 60s: first=2 last=2 reason="the bridge refused the parameter set: callLegProfileDoesNotExist"
00:00:10.040 < core1 GET /callLegProfiles/X2: 400 <failureDetails><callLegProfileDoesNotExist /></failureDetails>
00:00:10.040 ! a profile of the pool is gone, it is made again: profile=call_leg id=X2
00:00:10.040 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:10.060 < core1 200 X5
00:00:10.080 * space 1 closing
00:00:10.080 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&callProfile=X1&callLegProfile=X5
00:00:10.100 * space 1 free
00:01:10.020 > core1 POST /cospaceBulkParameterSets startIndex=2&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X5&nonMemberAccess=false
00:01:10.040 < core1 200 X6
00:01:10.040 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X6
00:01:10.060 < core1 200 X7
00:01:11.080 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:11.100 - spaces made: first=2 last=2 set=X6
00:01:11.100 * space 2 free
