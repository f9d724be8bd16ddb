# A backup from before the pool shrank and moved is put back: what it knows is gone, what is there is taken over.
bridges 1
pool 1 3
set mark scheduler1
ready
backup
pool 3 5
at 2m
put_back 5s
at 5m
show
idle
---
00:00:10.000 a backup is taken
00:00:10.000 the configuration is read again: pool 3 to 5
00:00:10.000 * space 1 leaving, to be deleted
00:00:10.000 * space 2 leaving, to be deleted
00:00:10.000 > core1 DELETE /cospaces/S1
00:00:10.000 > core1 DELETE /cospaces/S2
00:00:10.000 > core1 POST /cospaceBulkParameterSets startIndex=4&endIndex=5&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:10.020 < core1 GET /coSpaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:00:10.020 < core1 200 X5
00:00:10.020 - a space left the pool: index=1 id=S1 reason="the range no longer has it"
00:00:10.020 - a space left the pool: index=2 id=S2 reason="the range no longer has it"
00:00:10.020 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:00:10.040 < core1 200 X6
00:00:11.040 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:00:11.060 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:11.080 - spaces made: first=4 last=5 set=X5
00:00:11.080 * space 4 free
00:00:11.080 * space 5 free
00:00:11.100 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:01:11.140 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:02:00.000 the service dies after it has sent
00:02:00.000 the backup is put in the store's place
00:02:05.000 the service starts
00:02:05.000 ! the store is a backup that was put back: what the bridges have is looked at first: spaces=3
00:02:05.000 * core1 unknown, preferred
00:02:05.000 * space 1 closing, to be deleted
00:02:05.000 * space 2 closing, to be deleted
00:02:05.000 * space 3 closing
00:02:05.020 * core1 up, preferred
00:02:05.040 < core1 GET /coSpaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:02:06.040 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:02:06.080 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:06.080 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:02:06.080 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true
00:02:06.100 < core1 PUT /cospaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:02:06.100 < core1 PUT /cospaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:02:06.100 > core1 GET /calls?coSpaceFilter=S3
00:02:06.100 - a space left the pool: index=1 id=S1 reason="coSpaceDoesNotExist"
00:02:06.100 - a space left the pool: index=2 id=S2 reason="coSpaceDoesNotExist"
00:02:06.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:02:06.100 > core1 POST /cospaceBulkParameterSets startIndex=4&endIndex=5&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:02:06.120 < core1 200 X7
00:02:06.120 * space 3 free
00:02:06.120 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:02:06.140 < core1 200 X8
00:02:07.160 > core1 GET /coSpaces
00:02:07.180 ! spaces that were made for the pool before are taken over: first=4 last=5 spaces=2 why="made by a newer state of this store"
00:02:07.180 * space 4 closing
00:02:07.180 * space 5 closing
00:02:07.200 > core1 PUT /cospaces/S4 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_4&regenerateSecret=true&callProfile=X1&callLegProfile=X2
00:02:07.200 > core1 PUT /cospaces/S5 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_5&regenerateSecret=true&callProfile=X1&callLegProfile=X2
00:02:07.220 > core1 GET /calls?coSpaceFilter=S4
00:02:07.220 > core1 GET /calls?coSpaceFilter=S5
00:02:07.240 * space 4 free
00:02:07.240 * space 5 free
00:03:07.220 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:03:08.260 - the pool is marked as ours: installation=e13bd6b8
00:03:23.280 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:04:23.320 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:05:00.000 = space 3 free
00:05:00.000 = space 4 free
00:05:00.000 = space 5 free
00:05:00.000 = core1 up, preferred
00:05:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:05:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
00:05:00.000 =   at the bridges: S5 "TMS_Scheduled_Meeting_5" uri 5, closed
