# A space that is not ours has one of the pool's URIs: said in words, never touched; made once it is out of the way.
bridges 1
pool 1 2
hand do POST coSpaces "" name=Lobby&uri=2
start
at 30s
show
at 50s
hand do DELETE coSpaces X5
at 3m
idle
---
00:00:00.000 (by hand: POST /coSpaces name=Lobby&uri=2)
00:00:00.000 * core1 unknown, preferred
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:01.100 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failedCoSpaceUriConflict: a space with one of the pool's URIs exists already and is not ours: remove or rename it, or choose another pool.uri or range"
00:00:30.000 = core1 up, preferred
00:00:30.000 = not ready: 2 spaces of the pool are not made yet
00:00:30.000 = not ready: spaces 1 to 2: failedCoSpaceUriConflict: a space with one of the pool's URIs exists already and is not ours: remove or rename it, or choose another pool.uri or range
00:00:30.000 =   at the bridges: X5 "Lobby" uri 2, open
00:00:50.000 (by hand: DELETE /coSpaces/X5)
00:01:01.100 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:01:01.120 < core1 200 X6
00:01:02.140 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:02.160 - spaces made: first=1 last=2 set=X3
00:01:02.160 * space 1 free
00:01:02.160 * space 2 free
