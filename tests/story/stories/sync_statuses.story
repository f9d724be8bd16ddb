# The outcomes of a bulk sync in words: pending and running mean wait, five failures are tried again after a minute, so
# is one that nobody knows, complete is good. (The sixth failure: sync_set_deleted.)
bridges 1
pool 1 2
instead complete pending
start
at 1500ms
instead complete running
at 3s
instead complete failedCoSpaceUriConflict
at 10s
show
instead complete failedCallIdConflict
at 70s
instead complete failedIndexRangeInvalid
at 130s
instead complete failedIndexRangeTooGreat
at 190s
instead complete failed
at 250s
instead complete somethingNew
at 400s
idle
---
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
00:00:03.140 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failedCoSpaceUriConflict: a space with one of the pool's URIs exists already and is not ours: remove or rename it, or choose another pool.uri or range"
00:00:10.000 = core1 up, preferred
00:00:10.000 = not ready: 2 spaces of the pool are not made yet
00:00:10.000 = not ready: spaces 1 to 2: failedCoSpaceUriConflict: a space with one of the pool's URIs exists already and is not ours: remove or rename it, or choose another pool.uri or range
00:00:10.000 =   at the bridges: X5 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: X6 "TMS_Scheduled_Meeting_2" uri 2, closed
00:01:03.140 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:01:03.160 < core1 200 X7
00:01:04.180 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failedCallIdConflict: a space with one of the pool's call ids exists already and is not ours: remove or renumber it, or choose another pool.call_id or range"
00:02:04.180 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:02:04.200 < core1 200 X8
00:02:05.220 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failedIndexRangeInvalid: the bridge finds the index range invalid: pool.first must not be above pool.last"
00:03:05.220 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:03:05.240 < core1 200 X9
00:03:06.260 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failedIndexRangeTooGreat: the bridge finds the index range too large: make pool.last smaller"
00:04:06.260 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:04:06.280 < core1 200 X10
00:04:07.300 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="failed: the bridge could not make the spaces and does not say why: see its event log"
00:05:07.300 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:05:07.320 < core1 200 X11
00:05:08.340 ! the pool could not be made, trying again in 60s: first=1 last=2 reason="somethingNew: the bridge gives a status that this program does not know"
00:06:08.340 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:06:08.360 < core1 200 X12
00:06:09.380 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:06:09.400 - spaces made: first=1 last=2 set=X3
00:06:09.400 * space 1 free
00:06:09.400 * space 2 free
