# The range grows while a meeting runs: a new set for the new indices only; what is there is not synced again.
bridges 1
pool 1 2
ready
book "Board meeting" at 60s for 5m
at 2m
pool 1 4
at 3m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 the configuration is read again: pool 1 to 4
00:02:00.000 > core1 POST /cospaceBulkParameterSets startIndex=3&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:02:00.020 < core1 200 X6
00:02:00.020 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X6
00:02:00.040 < core1 200 X7
00:02:01.060 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:02:01.080 - spaces made: first=3 last=4 set=X6
00:02:01.080 * space 3 free
00:02:01.080 * space 4 free
00:03:00.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:03:00.000 = space 1 in_use
00:03:00.000 = space 2 free
00:03:00.000 = space 3 free
00:03:00.000 = space 4 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:03:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
00:03:00.000 =   at core1: call C1 in S1
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
