# The bridge refuses to dial the address: given up at once, with the bridge's word; the other one is dialled.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m dial nonsense dial room@video.example.com
fault POST */calllegs reason invalidRemoteParty count 1
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 nonsense pending
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 nonsense dialing
00:01:00.040 * P2 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=nonsense
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 POST /calls/C1/calllegs: 400 <failureDetails><invalidRemoteParty /></failureDetails>
00:01:00.060 < core1 200 L1
00:01:00.060 * P1 nonsense failed: the bridge refused to dial it: invalidRemoteParty
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P2 room@video.example.com connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P2 room@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
