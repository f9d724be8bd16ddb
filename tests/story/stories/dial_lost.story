# The dial was lost on its way: no leg is found, so he is dialled again after 5 s, by the table: should it be late only,
# its leg is found then.
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
fault POST */calllegs drop_before count 1
at 80s
show
at 8m
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
00:01:00.060 < core1 POST /calls/C1/calllegs: the connection died
00:01:00.060 > core1 GET /calls/C1/calllegs
00:01:00.080 * P1 board@video.example.com pending: the dial had no clear answer, and no leg is there
00:01:05.080 > core1 GET /calls/C1/calllegs
00:01:05.100 * P1 board@video.example.com dialing, attempt 2
00:01:05.100 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:05.120 < core1 200 L1
00:01:06.140 * P1 board@video.example.com ringing, attempt 2
00:01:08.160 * P1 board@video.example.com connected, attempt 2
00:01:20.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:01:20.000 =   board@video.example.com connected, 2 attempts, leg L1
00:01:20.000 = space 1 in_use
00:01:20.000 = core1 up, preferred, last error: the connection died
00:01:20.000 = core2 up
00:01:20.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:01:20.000 =   at core1: call C1 in S1
00:01:20.000 =   leg L1 to board@video.example.com in call C1: connected
00:01:38.180 > core1 GET /calls/C1/calllegs
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 2
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core2 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
