# People before the start: added, removed; who is left is dialled when it starts.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 2m dial board@video.example.com
add M1 room@video.example.com
remove M1 P1
at 5m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 added: done M1
00:00:10.000 removed: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P2 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P2 room@video.example.com connected
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 * P2 room@video.example.com disconnected
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
