# The space of a running meeting is deleted by hand, its call goes with it: the meeting goes on in the lowest free one,
# its people are dialled again; the space is made again.
bridges 1
pool 1 2
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 90s
hand delete 1
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:30.000 (by hand: DELETE space 1)
00:01:30.060 < core1 GET /calls/C1: 400 <failureDetails><callDoesNotExist /></failureDetails>
00:01:30.060 * M1 starting, space 1: its call was closed on the bridge
00:01:30.060 * P1 board@video.example.com pending
00:01:30.060 > core1 POST /calls coSpace=S1
00:01:30.080 < core1 POST /calls: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:30.080 ! a space of the pool is gone, it will be made again: index=1 id=S1 reason="coSpaceDoesNotExist"
00:01:30.080 * M1 starting, space 2
00:01:30.080 * space 2 in_use
00:01:30.080 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:30.080 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X6
00:01:30.100 > core1 POST /calls coSpace=S2
00:01:30.100 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:01:30.120 < core1 200 C2
00:01:30.120 < core1 200 X7
00:01:30.120 * M1 active, space 2, call C2 on core1
00:01:30.120 * P1 board@video.example.com dialing, attempt 2
00:01:30.120 > core1 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:30.120 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X7
00:01:30.140 < core1 200 L2
00:01:30.140 < core1 200 X8
00:01:31.160 * P1 board@video.example.com ringing, attempt 2
00:01:31.160 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:31.180 - spaces made: first=1 last=1 set=X7
00:01:31.180 * space 1 free
00:01:33.180 * P1 board@video.example.com connected, attempt 2
00:06:00.000 * M1 ending, space 2, call C2 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 2
00:06:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C2
00:06:00.040 * M1 ended
00:06:00.040 * space 2 free
00:08:00.000 = M1 "Board meeting" ended from 60s to 360s
00:08:00.000 =   board@video.example.com disconnected, 2 attempts
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
