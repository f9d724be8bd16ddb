# The service was down for longer than start_grace: missed, and the reason says why. It is not started.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 30m dial board@video.example.com
at 30s
crash after_send for 12m
at 15m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:30.040 the service dies after it has sent
00:12:30.040 the service starts
00:12:30.040 * core1 unknown, preferred
00:12:30.040 * M1 missed: the service was not running when it was due
00:12:30.040 * P1 board@video.example.com disconnected
00:12:30.060 * core1 up, preferred
00:15:00.000 = M1 "Board meeting" missed from 60s to 1860s (the service was not running when it was due)
00:15:00.000 =   board@video.example.com disconnected, 0 attempts
00:15:00.000 = space 1 free
00:15:00.000 = core1 up, preferred
00:15:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
