# A free space is deleted by hand: made again by a set for its index alone.
bridges 1
pool 1 3
ready
hand delete 2
at 3m
show
idle
---
00:00:10.000 (by hand: DELETE space 2)
00:01:01.140 < core1 GET /coSpaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:01.140 ! a space of the pool is gone, it will be made again: index=2 id=S2 reason="coSpaceDoesNotExist"
00:01:01.140 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:01.160 > core1 POST /cospaceBulkParameterSets startIndex=2&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:01:01.180 < core1 200 X5
00:01:01.180 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:01:01.200 < core1 200 X6
00:01:02.220 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:02.240 - spaces made: first=2 last=2 set=X5
00:01:02.240 * space 2 free
00:03:00.000 = space 1 free
00:03:00.000 = space 2 free
00:03:00.000 = space 3 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:03:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
