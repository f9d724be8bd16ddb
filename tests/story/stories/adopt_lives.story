# The same, but what was made since belongs to a service that lives, elsewhere: its mark beats on the lowest of the spaces. Nothing
# of it is touched; when it has fallen silent, the pool is taken over.
bridges 1
pool 1 2
set mark scheduler1
ready
backup
pool 1 4
at 30s
hand mark 3 b1 scheduler2
put_back 5s
at 90s
hand mark 3 b2 scheduler2
hand call 4 core1
at 150s
hand mark 3 b3 scheduler2
at 3m
show
at 8m
show
idle
---
00:00:10.000 a backup is taken
00:00:10.000 the configuration is read again: pool 1 to 4
00:00:10.000 > core1 POST /cospaceBulkParameterSets startIndex=3&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:10.020 < core1 200 X5
00:00:10.020 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:10.020 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:00:10.040 < core1 200 X6
00:00:11.060 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:11.080 - spaces made: first=3 last=4 set=X5
00:00:11.080 * space 3 free
00:00:11.080 * space 4 free
00:00:11.100 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:30.000 (by hand: PUT space 3 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:00:30.000 the service dies after it has sent
00:00:30.000 the backup is put in the store's place
00:00:35.000 the service starts
00:00:35.000 ! the store is a backup that was put back: what the bridges have is looked at first: spaces=2
00:00:35.000 * core1 unknown, preferred
00:00:35.000 * space 1 closing
00:00:35.000 * space 2 closing
00:00:35.020 * core1 up, preferred
00:00:35.040 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:36.080 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:00:36.080 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:00:36.080 - the pool is marked as ours: installation=e13bd6b8
00:00:36.100 > core1 GET /calls?coSpaceFilter=S1
00:00:36.100 > core1 GET /calls?coSpaceFilter=S2
00:00:36.100 > core1 POST /cospaceBulkParameterSets startIndex=3&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:36.120 < core1 200 X7
00:00:36.120 * space 1 free
00:00:36.120 * space 2 free
00:00:36.120 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:00:36.140 < core1 200 X8
00:00:37.160 > core1 GET /coSpaces
00:00:37.180 ! spaces that were made for the pool before are taken over: first=3 last=4 spaces=2 why="made by a newer state of this store"
00:00:37.180 * space 3 closing
00:00:37.180 * space 4 closing
00:00:37.200 ! another service has marked the pool, it is watched whether it lives: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:01:30.000 (by hand: PUT space 3 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db2+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:01:30.000 (by hand: a call in space 4 on core1)
00:01:37.280 ! another service has the pool, and lives: nothing is started here: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim"
00:02:30.000 (by hand: PUT space 3 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db3+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:03:00.000 = space 1 free
00:03:00.000 = space 2 free
00:03:00.000 = space 3 closing
00:03:00.000 = space 4 closing
00:03:00.000 = core1 up, preferred
00:03:00.000 = not ready: another service has the pool, and lives: nothing is started here (scheduler2, since 2026-11-01T08:00:00Z)
00:03:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:03:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
00:03:00.000 =   at core1: call X9 in S4
00:06:37.680 ! the service that had the pool has fallen silent, the pool is taken over: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait a moment"
00:06:37.680 * space 1 closing
00:06:37.680 * space 2 closing
00:06:37.680 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:38.720 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true&callProfile=X1&callLegProfile=X2
00:06:38.720 > core1 PUT /cospaces/S4 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_4&regenerateSecret=true&callProfile=X1&callLegProfile=X2
00:06:38.720 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:38.720 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:38.720 - the pool is marked as ours: installation=e13bd6b8
00:06:38.740 > core1 GET /calls?coSpaceFilter=S3
00:06:38.740 > core1 GET /calls?coSpaceFilter=S4
00:06:38.740 > core1 GET /calls?coSpaceFilter=S1
00:06:38.740 > core1 GET /calls?coSpaceFilter=S2
00:06:38.760 > core1 DELETE /calls/X9
00:06:38.760 ! a call that no meeting has is closed: index=4 call=X9 bridge=core1
00:06:38.760 * space 1 free
00:06:38.760 * space 2 free
00:06:38.760 * space 3 free
00:06:38.780 > core1 GET /calls?coSpaceFilter=S4
00:06:38.800 * space 4 free
00:06:53.740 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:53.780 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = space 3 free
00:08:00.000 = space 4 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:08:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:08:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
