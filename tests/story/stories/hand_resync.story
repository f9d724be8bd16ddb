# Another client syncs our set again: all spaces have new ids. They are found gone one by one; with the last of them our
# set is synced once more, and the meeting that lost its space goes on in another.
bridges 1
pool 1 2
ready
book "Board meeting" at 60s for 6m dial board@video.example.com
at 90s
hand resync 1
at 9m
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
00:01:30.000 (by hand: the set of space 1 is synced again)
00:01:33.140 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:33.140 > core1 GET /calls/C1/calllegs
00:01:33.160 < core1 GET /calls/C1/calllegs: 400 <failureDetails><callDoesNotExist /></failureDetails>
00:01:33.160 * M1 starting, space 1: its call was closed on the bridge
00:01:33.160 * P1 board@video.example.com pending
00:01:33.160 > core1 POST /calls coSpace=S1
00:01:33.180 < core1 POST /calls: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:33.180 ! a space of the pool is gone, it will be made again: index=1 id=S1 reason="coSpaceDoesNotExist"
00:01:33.180 * M1 starting, space 2
00:01:33.180 * space 2 in_use
00:01:33.180 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:33.180 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X6
00:01:33.200 < core1 PUT /cospaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:33.200 ! a parameter set of the pool was synced by somebody else: its spaces are new: first=1 last=2 set=X3 new=2
00:01:33.200 * M1 starting, space 1
00:01:33.200 * space 1 in_use
00:01:33.200 * space 2 free
00:01:33.200 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X7
00:01:33.220 < core1 GET /coSpaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:33.220 > core1 POST /calls coSpace=S1
00:01:33.240 < core1 200 C2
00:01:33.240 * M1 active, space 1, call C2 on core1
00:01:33.240 * P1 board@video.example.com dialing, attempt 2
00:01:33.240 > core1 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:33.260 < core1 200 L2
00:01:34.280 * P1 board@video.example.com ringing, attempt 2
00:01:36.300 * P1 board@video.example.com connected, attempt 2
00:07:00.000 * M1 ending, space 1, call C2 on core1
00:07:00.000 * P1 board@video.example.com disconnected, attempt 2
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core1 DELETE /calls/C2
00:07:00.040 * M1 ended
00:07:00.040 * space 1 free
00:09:00.000 = M1 "Board meeting" ended from 60s to 420s
00:09:00.000 =   board@video.example.com disconnected, 2 attempts
00:09:00.000 = space 1 free
00:09:00.000 = space 2 free
00:09:00.000 = core1 up, preferred
00:09:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:09:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
