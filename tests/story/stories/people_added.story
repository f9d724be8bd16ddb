# People while it runs: one who is added is dialled at once, one who is removed is hung up, one who hung up is invited
# again.
bridges 1
pool 1 1
leg left@video.example.com answer drop 10s times 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com dial left@video.example.com
at 2m
add M1 room@video.example.com
add M1 board@video.example.com
at 130s
add M1 left@video.example.com
remove M1 P1
remove M1 P9
at 4m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 left@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 left@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=left@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:01.080 * P1 board@video.example.com ringing
00:01:01.080 * P2 left@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:03.100 * P2 left@video.example.com connected
00:01:18.120 < core1 GET /callLegs/L2: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:18.120 > core1 GET /calls/C1/calllegs
00:01:18.140 * P2 left@video.example.com disconnected
00:02:00.000 * P3 room@video.example.com dialing
00:02:00.000 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:02:00.000 added: done M1
00:02:00.000 added: conflict, board@video.example.com is in the meeting already
00:02:00.020 < core1 200 L3
00:02:01.040 * P3 room@video.example.com ringing
00:02:03.060 * P3 room@video.example.com connected
00:02:10.000 * P2 left@video.example.com dialing
00:02:10.000 > core1 POST /calls/C1/calllegs remoteParty=left@video.example.com
00:02:10.000 added: done M1
00:02:10.000 * P1 board@video.example.com connected, to be removed
00:02:10.000 > core1 DELETE /callLegs/L1
00:02:10.000 removed: done M1
00:02:10.000 removed: not_found, the meeting has no participant P9
00:02:10.020 < core1 200 L4
00:02:11.040 * P2 left@video.example.com ringing
00:02:13.060 * P2 left@video.example.com connected
00:04:00.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:04:00.000 =   left@video.example.com connected, 1 attempts, leg L4
00:04:00.000 =   room@video.example.com connected, 1 attempts, leg L3
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 up, preferred
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L3 to room@video.example.com in call C1: connected
00:04:00.000 =   leg L4 to left@video.example.com in call C1: connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P2 left@video.example.com disconnected
00:06:00.000 * P3 room@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
