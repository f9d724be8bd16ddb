# No bridge is up: the meeting waits and says so; it starts when one comes back, with its true end.
bridges 1
pool 1 1
ready
stop core1
book "Board meeting" at 60s for 5m dial board@video.example.com
at 2m
show
restart core1
at 8m
idle
---
00:00:10.000 core1 stops
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.050 < core1 GET /system/status: connection refused
00:00:15.060 < core1 GET /system/status: connection refused
00:00:20.070 < core1 GET /system/status: connection refused
00:00:20.070 * core1 down, preferred
00:01:00.000 * M1 waiting: no bridge is up
00:02:00.000 = M1 "Board meeting" waiting from 60s to 360s (no bridge is up)
00:02:00.000 =   board@video.example.com pending, 0 attempts
00:02:00.000 = space 1 free
00:02:00.000 = core1 down, preferred, last error: connection refused
00:02:00.000 = not ready: no bridge is up
00:02:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:02:00.000 core1 is back
00:02:00.280 * core1 up, preferred
00:02:00.280 * M1 starting, space 1
00:02:00.280 * space 1 in_use
00:02:00.280 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:02:00.300 > core1 POST /calls coSpace=S1
00:02:00.320 < core1 200 C1
00:02:00.320 * M1 active, space 1, call C1 on core1
00:02:00.320 * P1 board@video.example.com dialing
00:02:00.320 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:02:00.340 < core1 200 L1
00:02:01.360 * P1 board@video.example.com ringing
00:02:03.380 * P1 board@video.example.com connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
