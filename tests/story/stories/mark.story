# The pool is marked as soon as it is made, and the mark is renewed. A restart finds it as it was left, and goes on at once.
bridges 1
pool 1 2
set mark scheduler1
start
at 2m
crash 1s
at 210s
show
---
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:00.040 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.040 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.060 < core1 200 X1
00:00:00.060 < core1 200 X2
00:00:00.060 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.080 < core1 200 X3
00:00:00.080 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.100 < core1 200 X4
00:00:01.120 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.140 - spaces made: first=1 last=2 set=X3
00:00:01.140 * space 1 free
00:00:01.140 * space 2 free
00:00:01.160 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:02.200 - the pool is marked as ours: installation=e13bd6b8
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:01:17.260 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:00.080 the service dies after it has sent
00:02:05.080 the service starts
00:02:05.080 * core1 unknown, preferred
00:02:05.100 * core1 up, preferred
00:02:05.120 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:03:05.160 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:03:30.000 = space 1 free
00:03:30.000 = space 2 free
00:03:30.000 = core1 up, preferred
00:03:30.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:03:30.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
