# Cancelled before it began: no bridge ever hears of it.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 30s
cancel M1
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:30.000 * M1 cancelled: cancelled by hand
00:00:30.000 * P1 board@video.example.com disconnected
00:00:30.000 cancelled: done M1
00:08:00.000 = M1 "Board meeting" cancelled from 60s to 360s (cancelled by hand)
00:08:00.000 =   board@video.example.com disconnected, 0 attempts
00:08:00.000 = space 1 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
