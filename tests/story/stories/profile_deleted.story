# A profile is deleted by hand: found out at the next start of the service, made again.
bridges 1
pool 1 1
ready
hand do DELETE callProfiles X1
crash after_send for 5s
at 60s
pool 1 2
at 90s
idle
---
00:00:10.000 (by hand: DELETE /callProfiles/X1)
00:00:10.040 the service dies after it has sent
00:00:15.040 the service starts
00:00:15.040 * core1 unknown, preferred
00:00:15.060 * core1 up, preferred
00:00:15.080 < core1 GET /callProfiles/X1: 400 <failureDetails><callProfileDoesNotExist /></failureDetails>
00:00:15.080 ! a profile of the pool is gone, it is made again: profile=call id=X1
00:00:15.080 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:15.100 < core1 200 X5
00:00:15.120 * space 1 closing
00:00:15.120 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&callProfile=X5&callLegProfile=X2
00:00:15.140 * space 1 free
00:01:00.000 the configuration is read again: pool 1 to 2
00:01:00.000 > core1 POST /cospaceBulkParameterSets startIndex=2&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X5&callLegProfile=X2&nonMemberAccess=false
00:01:00.020 < core1 200 X6
00:01:00.020 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X6
00:01:00.040 < core1 200 X7
00:01:01.060 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:01.080 - spaces made: first=2 last=2 set=X6
00:01:01.080 * space 2 free
