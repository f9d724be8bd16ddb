# The service dies after its dials have left, before their answers: both legs are found in the list and adopted.
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com dial room@video.example.com
crash after_send on dial for 5s
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
00:01:00.040 the service dies after it has sent
00:01:05.040 the service starts
00:01:05.040 * core1 unknown, preferred
00:01:05.040 * core2 unknown
00:01:05.060 > core1 GET /calls/C1/calllegs
00:01:05.060 > core1 GET /calls/C1/calllegs
00:01:05.060 * core1 up, preferred
00:01:05.060 * core2 up
00:01:05.080 - call leg adopted: meeting=M1 participant=P1 call_leg=L1
00:01:05.080 - call leg adopted: meeting=M1 participant=P2 call_leg=L2
00:01:05.100 * P1 board@video.example.com connected
00:01:05.100 * P2 room@video.example.com connected
00:01:35.120 > core1 GET /calls/C1/calllegs
00:01:35.120 > core1 GET /calls/C1/calllegs
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 * P2 room@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core2 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
