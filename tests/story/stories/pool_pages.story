# More spaces than a page of the list holds: it is read to its end; a meeting starts on the lowest.
bridges 1
pool 1 22
start
book "Board meeting" at 60s for 1m
at 3m
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.000 * M1 scheduled
00:00:00.000 booked: done M1
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=22&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.120 * space 1 free
00:00:01.120 * space 2 free
00:00:01.120 * space 3 free
00:00:01.120 * space 4 free
00:00:01.120 * space 5 free
00:00:01.120 * space 6 free
00:00:01.120 * space 7 free
00:00:01.120 * space 8 free
00:00:01.120 * space 9 free
00:00:01.120 * space 10 free
00:00:01.120 * space 11 free
00:00:01.120 * space 12 free
00:00:01.120 * space 13 free
00:00:01.120 * space 14 free
00:00:01.120 * space 15 free
00:00:01.120 * space 16 free
00:00:01.120 * space 17 free
00:00:01.120 * space 18 free
00:00:01.120 * space 19 free
00:00:01.120 * space 20 free
00:00:01.120 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_&offset=20
00:00:01.140 - spaces made: first=1 last=22 set=X3
00:00:01.140 * space 21 free
00:00:01.140 * space 22 free
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 * M1 ending, space 1, call C1 on core1
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended
00:02:00.040 * space 1 free
