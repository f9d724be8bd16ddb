# The bridge says of one dial that there is no such call. It is looked for before anything is decided: it is there, and
# so is who was dialled beside him. He is dialled again later, nobody else is.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com dial room@video.example.com
fault POST */calllegs status status 404 count 1
at 3m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 POST /calls/C1/calllegs: 404
00:01:00.060 < core1 200 L1
00:01:00.060 > core1 GET /calls/C1/calllegs
00:01:00.080 * P1 board@video.example.com pending: the dial had no clear answer, and no leg is there
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P2 room@video.example.com connected
00:01:05.080 > core1 GET /calls/C1/calllegs
00:01:05.100 * P1 board@video.example.com dialing, attempt 2
00:01:05.100 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:05.120 < core1 200 L2
00:01:06.140 * P1 board@video.example.com ringing, attempt 2
00:01:08.160 * P1 board@video.example.com connected, attempt 2
00:01:38.180 > core1 GET /calls/C1/calllegs
00:03:00.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:03:00.000 =   board@video.example.com connected, 2 attempts, leg L2
00:03:00.000 =   room@video.example.com connected, 1 attempts, leg L1
00:03:00.000 = space 1 in_use
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:03:00.000 =   at core1: call C1 in S1
00:03:00.000 =   leg L1 to room@video.example.com in call C1: connected
00:03:00.000 =   leg L2 to board@video.example.com in call C1: connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 2
00:06:00.000 * P2 room@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
