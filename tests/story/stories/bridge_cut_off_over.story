# The meeting ends while the bridge with its first call is cut off: its space is not given to the next meeting, which takes
# another, until that call is closed.
pool 1 2
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
book Second at 7m for 5m
at 2m
cut core1
at 8m
show
join core1
at 9m
show
at 14m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
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
00:02:00.230 * M1 starting, space 1: its bridge was lost
00:02:00.230 * P1 board@video.example.com pending
00:02:00.230 > core2 POST /calls coSpace=S1
00:02:00.250 < core2 200 C2
00:02:00.250 * M1 active, space 1, call C2 on core2
00:02:00.253 * P1 board@video.example.com dialing, attempt 2
00:02:00.253 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:00.273 < core2 200 L2
00:02:01.293 * P1 board@video.example.com ringing, attempt 2
00:02:03.313 * P1 board@video.example.com connected, attempt 2
00:06:00.000 * M1 ending, space 1, call C2 on core2
00:06:00.000 * P1 board@video.example.com disconnected, attempt 2
00:06:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C2
00:06:00.040 ! a space waits for a bridge that is away and may have a call in it: index=1 bridge=core1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:07:00.000 * M2 starting, space 2
00:07:00.000 * space 2 in_use
00:07:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:07:00.020 > core2 POST /calls coSpace=S2
00:07:00.040 < core2 200 C3
00:07:00.040 * M2 active, space 2, call C3 on core2
00:08:00.000 = M1 "Board meeting" ended from 60s to 360s
00:08:00.000 =   board@video.example.com disconnected, 2 attempts
00:08:00.000 = M2 "Second" active from 420s to 720s space 2 call C3 on core2
00:08:00.000 = space 1 closing
00:08:00.000 = space 2 in_use
00:08:00.000 = core1 down, last error: connection refused
00:08:00.000 = core2 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "Second" uri 2, open
00:08:00.000 =   at core1: call C1 in S1
00:08:00.000 =   at core2: call C3 in S2
00:08:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:08:00.000 core1 can be reached again
00:08:01.220 > core1 GET /calls?coSpaceFilter=S1
00:08:01.220 * core1 up
00:08:01.240 > core1 DELETE /calls/C1
00:08:01.240 ! a call that no meeting has is closed: index=1 call=C1 bridge=core1
00:08:01.260 > core1 GET /calls?coSpaceFilter=S1
00:08:01.280 * space 1 free
00:09:00.000 = M1 "Board meeting" ended from 60s to 360s
00:09:00.000 =   board@video.example.com disconnected, 2 attempts
00:09:00.000 = M2 "Second" active from 420s to 720s space 2 call C3 on core2
00:09:00.000 = space 1 free
00:09:00.000 = space 2 in_use
00:09:00.000 = core1 up, last error: connection refused
00:09:00.000 = core2 up, preferred
00:09:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:09:00.000 =   at the bridges: S2 "Second" uri 2, open
00:09:00.000 =   at core2: call C3 in S2
00:12:00.000 * M2 ending, space 2, call C3 on core2
00:12:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:12:00.020 > core2 DELETE /calls/C3
00:12:00.040 * M2 ended
00:12:00.040 * space 2 closing
00:12:00.040 > core1 GET /calls?coSpaceFilter=S2
00:12:00.060 * space 2 free
00:13:01.220 * core1 up, preferred
00:13:01.220 * core2 up
