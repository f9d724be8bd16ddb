# The service is away when the meeting ends: it is ended as soon as the service is back.
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 5m
crash after_send for 3m
at 10m
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
00:05:00.120 the service dies after it has sent
00:08:00.120 the service starts
00:08:00.120 * core1 unknown, preferred
00:08:00.120 * core2 unknown
00:08:00.120 * M1 ending, space 1, call C1 on core1
00:08:00.120 * P1 board@video.example.com disconnected
00:08:00.140 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:00.140 * core1 up, preferred
00:08:00.140 * core2 up
00:08:00.160 > core1 DELETE /calls/C1
00:08:00.180 * M1 ended
00:08:00.180 * space 1 closing
00:08:00.180 > core2 GET /calls?coSpaceFilter=S1
00:08:00.200 * space 1 free
