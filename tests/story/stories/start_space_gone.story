# The lowest space was deleted by hand just before the start: the next one is taken at once, the lost one is made again.
bridges 1
pool 1 2
ready
book "Board meeting" at 50s for 2m
at 49s
hand delete 1
at 5m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:49.000 (by hand: DELETE space 1)
00:00:50.000 * M1 starting, space 1
00:00:50.000 * space 1 in_use
00:00:50.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:00:50.020 < core1 PUT /cospaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:00:50.020 ! a space of the pool is gone, it will be made again: index=1 id=S1 reason="coSpaceDoesNotExist"
00:00:50.020 * M1 starting, space 2
00:00:50.020 * space 2 in_use
00:00:50.020 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:50.020 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X6
00:00:50.040 > core1 POST /calls coSpace=S2
00:00:50.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:50.060 < core1 200 C1
00:00:50.060 < core1 200 X7
00:00:50.060 * M1 active, space 2, call C1 on core1
00:00:50.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:00:50.080 < core1 200 X8
00:00:51.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:51.120 - spaces made: first=1 last=1 set=X7
00:00:51.120 * space 1 free
00:02:50.000 * M1 ending, space 2, call C1 on core1
00:02:50.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:02:50.020 > core1 DELETE /calls/C1
00:02:50.040 * M1 ended
00:02:50.040 * space 2 free
00:05:00.000 = M1 "Board meeting" ended from 50s to 170s
00:05:00.000 = space 1 free
00:05:00.000 = space 2 free
00:05:00.000 = core1 up, preferred
00:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
