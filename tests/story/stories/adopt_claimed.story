# The store is lost while the server keeps no marks: nobody can tell whose the spaces are, so none is touched, and it is said what
# is to be done. The operator claims the pool.
bridges 1
pool 1 3
ready
at 20s
lose 5s
at 3m
show
claim
at 5m
show
claim
idle
---
00:00:20.000 the service dies after it has sent
00:00:20.000 the store is lost, there is a new one
00:00:25.000 the service starts
00:00:25.000 * core1 unknown, preferred
00:00:25.020 * core1 up, preferred
00:00:25.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:25.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:25.040 < core1 200 X5
00:00:25.040 < core1 200 X6
00:00:25.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=3&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X5&callLegProfile=X6&nonMemberAccess=false
00:00:25.060 < core1 200 X7
00:00:25.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:00:25.080 < core1 200 X8
00:00:25.140 ! a parameter set that is not ours has names or addresses of the pool: set=X3 first=1 last=3 shares=name,uri,callId name="TMS_Scheduled_Meeting_$index$" uri="$index$" call_id="$index$" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:00:26.100 ! the pool could not be made, trying again in 60s: first=1 last=3 reason="failedCoSpaceUriConflict: the pool's spaces are there already, made from parameter set X3, which is not this store's: if the service that made them is gone for good: cospacectl claim"
00:01:26.100 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:01:26.120 < core1 200 X9
00:01:27.140 ! the pool could not be made, trying again in 60s: first=1 last=3 reason="failedCoSpaceUriConflict: the pool's spaces are there already, made from parameter set X3, which is not this store's: if the service that made them is gone for good: cospacectl claim"
00:02:27.140 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:02:27.160 < core1 200 X10
00:02:28.180 ! the pool could not be made, trying again in 60s: first=1 last=3 reason="failedCoSpaceUriConflict: the pool's spaces are there already, made from parameter set X3, which is not this store's: if the service that made them is gone for good: cospacectl claim"
00:03:00.000 = core1 up, preferred
00:03:00.000 = foreign set X3, 1 to 3: TMS_Scheduled_Meeting_$index$ $index$ $index$
00:03:00.000 = not ready: 3 spaces of the pool are not made yet
00:03:00.000 = not ready: spaces 1 to 3: failedCoSpaceUriConflict: the pool's spaces are there already, made from parameter set X3, which is not this store's: if the service that made them is gone for good: cospacectl claim
00:03:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:03:00.000 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:03:00.000 claimed: done
00:03:00.020 < core1 200 X11
00:03:01.040 > core1 GET /coSpaces
00:03:01.060 ! spaces that were made for the pool before are taken over: first=1 last=3 spaces=3 why="made by a store that is gone"
00:03:01.060 * space 1 closing
00:03:01.060 * space 2 closing
00:03:01.060 * space 3 closing
00:03:01.060 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&callProfile=X5&callLegProfile=X6
00:03:01.060 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true&callProfile=X5&callLegProfile=X6
00:03:01.060 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true&callProfile=X5&callLegProfile=X6
00:03:01.080 > core1 GET /calls?coSpaceFilter=S1
00:03:01.080 > core1 GET /calls?coSpaceFilter=S2
00:03:01.080 > core1 GET /calls?coSpaceFilter=S3
00:03:01.100 * space 1 free
00:03:01.100 * space 2 free
00:03:01.100 * space 3 free
00:05:00.000 = space 1 free
00:05:00.000 = space 2 free
00:05:00.000 = space 3 free
00:05:00.000 = core1 up, preferred
00:05:00.000 = foreign set X3, 1 to 3: TMS_Scheduled_Meeting_$index$ $index$ $index$
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:05:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:05:00.000 claimed: conflict, there is nothing to claim: nobody else has the pool
