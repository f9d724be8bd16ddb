# running: wait. The bridge was only cut off: what is still there is adopted, nobody is dialled again.
pool 1 1
set running wait
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
cut core1
at 4m
show
join core1
at 6m
show
at 13m
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
00:02:00.000 core1 is cut off
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known"
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known
00:04:00.000 = M1 "Board meeting" active from 60s to 660s (core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known) space 1 call C1 on core1
00:04:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 down, last error: connection refused
00:04:00.000 = core2 up, preferred
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:04:00.000 core1 can be reached again
00:04:00.740 - a meeting's bridge can be asked again: meeting=M1 bridge=core1
00:04:00.740 * core1 up
00:04:00.740 * M1 active, space 1, call C1 on core1
00:06:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core1
00:06:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:06:00.000 = space 1 in_use
00:06:00.000 = core1 up, last error: connection refused
00:06:00.000 = core2 up, preferred
00:06:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:06:00.000 =   at core1: call C1 in S1
00:06:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:09:00.740 * core1 up, preferred
00:09:00.740 * core2 up
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core2 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
