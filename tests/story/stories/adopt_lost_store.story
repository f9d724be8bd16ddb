# The store is lost. The mark of the one before stands still, and is from this very place: the spaces are taken over with all that
# may be in them, and made as this store wants them.
bridges 2
pool 1 3
set mark scheduler1
ready
hand call 2 core2
at 20s
lose 5s
at 8m
show
idle
---
00:00:10.000 (by hand: a call in space 2 on core2)
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:20.000 the service dies after it has sent
00:00:20.000 the store is lost, there is a new one
00:00:25.000 the service starts
00:00:25.000 * core1 unknown, preferred
00:00:25.000 * core2 unknown
00:00:25.020 * core1 up, preferred
00:00:25.020 * core2 up
00:00:25.020 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:25.060 ! another service has marked the pool, it is watched whether it lives: host="scheduler1" since=2026-11-23T09:00:01Z installation=e13bd6b8 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:00:25.140 ! a parameter set that is not ours has names or addresses of the pool: set=X3 first=1 last=3 shares=name,uri,callId name="TMS_Scheduled_Meeting_$index$" uri="$index$" call_id="$index$" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:04:25.380 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:04:25.380 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:04:25.400 < core1 200 X5
00:04:25.400 < core1 200 X6
00:04:25.400 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=3&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X5&callLegProfile=X6&nonMemberAccess=false
00:04:25.420 < core1 200 X7
00:04:25.420 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:04:25.440 < core1 200 X8
00:04:26.460 > core1 GET /coSpaces
00:04:26.480 ! spaces that were made for the pool before are taken over: first=1 last=3 spaces=3 why="made by a store that is gone"
00:04:26.480 ! the pool is taken over from another service: host="scheduler1" since=2026-11-23T09:00:01Z installation=e13bd6b8 advice="wait a moment"
00:04:26.480 * space 1 closing
00:04:26.480 * space 2 closing
00:04:26.480 * space 3 closing
00:04:26.480 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:04:27.520 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&callProfile=X5&callLegProfile=X6
00:04:27.520 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true&callProfile=X5&callLegProfile=X6
00:04:27.520 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true&callProfile=X5&callLegProfile=X6
00:04:27.520 - the pool is marked as ours: installation=8f605a76
00:04:27.540 > core1 GET /calls?coSpaceFilter=S1
00:04:27.540 > core1 GET /calls?coSpaceFilter=S2
00:04:27.540 > core1 GET /calls?coSpaceFilter=S3
00:04:27.560 > core2 GET /calls?coSpaceFilter=S1
00:04:27.560 > core2 GET /calls?coSpaceFilter=S2
00:04:27.560 > core2 GET /calls?coSpaceFilter=S3
00:04:27.580 > core2 DELETE /calls/X9
00:04:27.580 ! a call that no meeting has is closed: index=2 call=X9 bridge=core2
00:04:27.580 * space 1 free
00:04:27.580 * space 3 free
00:04:27.600 > core2 GET /calls?coSpaceFilter=S2
00:04:27.620 * space 2 free
00:04:42.540 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:42.580 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:42.620 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:42.660 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = space 3 free
00:08:00.000 = core1 up, preferred
00:08:00.000 = core2 up
00:08:00.000 = foreign set X3, 1 to 3: TMS_Scheduled_Meeting_$index$ $index$ $index$
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:08:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
