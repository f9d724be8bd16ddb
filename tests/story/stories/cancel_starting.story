# Cancelled between POST calls and its answer: the call that is then known of is closed.
bridges 1
pool 1 1
ready
fault POST /api/v1/calls delay delay 2s count 1
book "Board meeting" at 60s for 5m dial board@video.example.com
at 61s
cancel M1
at 2m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:01.000 * M1 ending, space 1: cancelled by hand
00:01:01.000 * P1 board@video.example.com disconnected
00:01:01.000 cancelled: done M1
00:01:02.040 < core1 200 C1
00:01:02.040 * M1 ending, space 1, call C1 on core1: cancelled by hand
00:01:02.040 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:02.060 > core1 DELETE /calls/C1
00:01:02.080 * M1 ended: cancelled by hand
00:01:02.080 * space 1 closing
00:01:02.080 > core1 GET /calls?coSpaceFilter=S1
00:01:02.100 * space 1 free
00:02:00.000 = M1 "Board meeting" ended from 60s to 360s (cancelled by hand)
00:02:00.000 =   board@video.example.com disconnected, 0 attempts
00:02:00.000 = space 1 free
00:02:00.000 = core1 up, preferred
00:02:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
