# No bridge comes back within start_grace: missed, with the reason.
bridges 1
pool 1 1
ready
stop core1
book "Board meeting" at 60s for 30m dial board@video.example.com
at 12m
show
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
00:11:00.000 * M1 missed: no bridge is up
00:11:00.000 * P1 board@video.example.com disconnected
00:12:00.000 = M1 "Board meeting" missed from 60s to 1860s (no bridge is up)
00:12:00.000 =   board@video.example.com disconnected, 0 attempts
00:12:00.000 = space 1 free
00:12:00.000 = core1 down, preferred, last error: connection refused
00:12:00.000 = not ready: no bridge is up
00:12:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
