# running: end. The meeting ends when its bridge is lost; what lived on there is closed when it can be reached again.
pool 1 1
set running end
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
cut core1
at 4m
show
join core1
at 5m
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
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 ending, space 1, call C1 on core1: its bridge was lost
00:02:00.230 * P1 board@video.example.com disconnected
00:02:00.230 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.250 * M1 ended: its bridge was lost
00:02:00.250 * space 1 closing
00:02:00.250 > core2 GET /calls?coSpaceFilter=S1
00:02:00.270 ! a space waits for a bridge that is away and may have a call in it: index=1 bridge=core1
00:04:00.000 = M1 "Board meeting" ended from 60s to 660s (its bridge was lost)
00:04:00.000 =   board@video.example.com disconnected, 1 attempts
00:04:00.000 = space 1 closing
00:04:00.000 = core1 down, last error: connection refused
00:04:00.000 = core2 up, preferred
00:04:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:04:00.000 core1 can be reached again
00:04:00.740 > core1 GET /calls?coSpaceFilter=S1
00:04:00.740 * core1 up
00:04:00.760 > core1 DELETE /calls/C1
00:04:00.760 ! a call that no meeting has is closed: index=1 call=C1 bridge=core1
00:04:00.780 > core1 GET /calls?coSpaceFilter=S1
00:04:00.800 * space 1 free
