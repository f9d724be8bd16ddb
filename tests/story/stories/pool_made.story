# The first start: two profiles, a parameter set, a sync, polled to its end, and the spaces it made.
bridges 1
start
at 10s
show
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=3&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.120 - spaces made: first=1 last=3 set=X3
00:00:01.120 * space 1 free
00:00:01.120 * space 2 free
00:00:01.120 * space 3 free
00:00:10.000 = space 1 free
00:00:10.000 = space 2 free
00:00:10.000 = space 3 free
00:00:10.000 = core1 up, preferred
00:00:10.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:00:10.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
