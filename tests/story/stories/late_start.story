# The service was down when the meeting was due: within start_grace it starts late, with its true end.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 30s
crash after_send for 5m
at 12m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:30.040 the service dies after it has sent
00:05:30.040 the service starts
00:05:30.040 * core1 unknown, preferred
00:05:30.040 * M1 waiting: no bridge has answered yet
00:05:30.060 * core1 up, preferred
00:05:30.060 * M1 starting, space 1
00:05:30.060 * space 1 in_use
00:05:30.060 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:05:30.080 > core1 POST /calls coSpace=S1
00:05:30.100 < core1 200 C1
00:05:30.100 * M1 active, space 1, call C1 on core1
00:05:30.100 * P1 board@video.example.com dialing
00:05:30.100 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:05:30.120 < core1 200 L1
00:05:31.140 * P1 board@video.example.com ringing
00:05:33.160 * P1 board@video.example.com connected
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
