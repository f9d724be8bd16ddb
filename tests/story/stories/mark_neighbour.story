# Two pools of the same names beside each other on one cluster: the other's mark, outside of our range, is no business of ours, also
# while our own spaces are being made and not known yet.
bridges 1
pool 3 4
set mark scheduler1
hand do POST coSpaces "" name=TMS_Scheduled_Meeting_1&uri=1&callId=1&cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2
fault GET /api/v1/cospaceBulkSyncs/* delay delay 9s count 12
start
at 5s
reload
at 4m
show
---
00:00:00.000 (by hand: POST /coSpaces name=TMS_Scheduled_Meeting_1&uri=1&callId=1&cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:00.040 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.040 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.060 < core1 200 X1
00:00:00.060 < core1 200 X2
00:00:00.060 > core1 POST /cospaceBulkParameterSets startIndex=3&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.080 < core1 200 X3
00:00:00.080 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.100 < core1 200 X4
00:00:05.000 the configuration is read again
00:00:05.000 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:10.120 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:10.140 - spaces made: first=3 last=4 set=X3
00:00:10.140 * space 3 free
00:00:10.140 * space 4 free
00:00:10.160 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:00:11.200 - the pool is marked as ours: installation=e13bd6b8
00:00:26.220 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:01:26.260 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:02:26.300 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:03:26.340 > core1 PUT /cospaces/S3 cdrTag=(its mark)
00:04:00.000 = space 3 free
00:04:00.000 = space 4 free
00:04:00.000 = core1 up, preferred
00:04:00.000 =   at the bridges: X5 "TMS_Scheduled_Meeting_1" uri 1, open
00:04:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:04:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
