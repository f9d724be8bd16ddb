# A space that was made again has its own set. Somebody gives it another address while a meeting is in it, and another client syncs the older
# set, which makes a second one with that address. The meeting goes on; then the second takes its place, though the PUTs were refused.
bridges 1
pool 1 2
ready
hand delete 1
at 70s
book "Board meeting" at 80s for 5m
at 90s
hand readdress 1 77
hand resync 2
at 9m
show
idle
---
00:00:10.000 (by hand: DELETE space 1)
00:01:01.140 < core1 GET /coSpaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:01.140 ! a space of the pool is gone, it will be made again: index=1 id=S1 reason="coSpaceDoesNotExist"
00:01:01.140 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:01.160 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:01:01.180 < core1 200 X5
00:01:01.180 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:01:01.200 < core1 200 X6
00:01:02.220 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:02.240 - spaces made: first=1 last=1 set=X5
00:01:02.240 * space 1 free
00:01:10.000 * M1 scheduled
00:01:10.000 booked: done M1
00:01:20.000 * M1 starting, space 1
00:01:20.000 * space 1 in_use
00:01:20.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X7
00:01:20.020 > core1 POST /calls coSpace=S1
00:01:20.040 < core1 200 C1
00:01:20.040 * M1 active, space 1, call C1 on core1
00:01:30.000 (by hand: PUT space 1 uri=77&callId=77)
00:01:30.000 (by hand: the set of space 2 is synced again)
00:02:01.160 < core1 GET /coSpaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:02:01.160 ! a space of the pool is gone, it will be made again: index=2 id=S2 reason="coSpaceDoesNotExist"
00:02:01.160 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:02:01.180 ! a parameter set of the pool was synced by somebody else: its spaces are new: first=1 last=2 set=X3 new=2
00:02:01.180 * space 2 free
00:02:01.200 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X7&uri=1&callId=1
00:02:01.200 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="Board meeting" times=1 meeting=M1
00:02:01.220 < core1 PUT /cospaces/S1: 400 <failureDetails><duplicateCoSpaceUri /></failureDetails>
00:02:01.220 ! a change of a running meeting was refused: meeting=M1 reason="duplicateCoSpaceUri"
00:03:01.220 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X7&uri=1&callId=1
00:03:01.220 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="Board meeting" times=2 meeting=M1
00:03:01.240 < core1 PUT /cospaces/S1: 400 <failureDetails><duplicateCoSpaceUri /></failureDetails>
00:03:01.240 ! a change of a running meeting was refused: meeting=M1 reason="duplicateCoSpaceUri"
00:04:01.240 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X7&uri=1&callId=1
00:04:01.240 ! a space was changed by hand, it is put right: index=1 id=S1 differs=uri,callId name="Board meeting" times=3 meeting=M1
00:04:01.260 < core1 PUT /cospaces/S1: 400 <failureDetails><duplicateCoSpaceUri /></failureDetails>
00:04:01.260 ! a change of a running meeting was refused: meeting=M1 reason="duplicateCoSpaceUri"
00:05:01.260 ! a space is changed again and again, it is left as it is: index=1 id=S1 differs=uri,callId meeting=M1
00:06:20.000 * M1 ending, space 1, call C1 on core1
00:06:20.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:20.020 > core1 DELETE /calls/C1
00:06:20.040 * M1 ended
00:06:20.040 * space 1 closing
00:06:20.040 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true&uri=1&callId=1
00:06:20.060 < core1 PUT /cospaces/S1: 400 <failureDetails><duplicateCoSpaceUri /></failureDetails>
00:06:20.080 > core1 DELETE /cospaces/S1
00:06:20.100 - a space left the pool: index=1 id=S1 reason="another of ours has its address"
00:06:20.100 * space 1 free
00:09:00.000 = M1 "Board meeting" ended from 80s to 380s
00:09:00.000 = space 1 free
00:09:00.000 = space 2 free
00:09:00.000 = core1 up, preferred
00:09:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:09:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
