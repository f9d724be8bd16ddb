# A release that does not know a parameter of a profile refuses it by name: the profile is made without it, and that is said.
bridges 1
pool 1 1
fault POST */callProfiles reason "parameterError parameter='messageBoardEnabled'" count 1
start
at 30s
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 POST /callProfiles: 400 <failureDetails><parameterError parameter='messageBoardEnabled' /></failureDetails>
00:00:00.040 < core1 200 X1
00:00:00.040 ! the bridge does not take a parameter of a profile, it is left out: profile=call parameter=messageBoardEnabled reason="parameterError messageBoardEnabled"
00:00:00.040 > core1 POST /callProfiles participantLimit=1000
00:00:00.060 < core1 200 X2
00:00:00.060 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X2&callLegProfile=X1&nonMemberAccess=false
00:00:00.080 < core1 200 X3
00:00:00.080 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.100 < core1 200 X4
00:00:01.120 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.140 - spaces made: first=1 last=1 set=X3
00:00:01.140 * space 1 free
