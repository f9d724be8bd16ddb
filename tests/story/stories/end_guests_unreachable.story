# Guests came in by the other bridge, which is then cut off; the meeting ends, and the next one takes the space. When the bridge can be
# reached again its call is older than the meeting that has the space: the guests of the first are not left in the second.
# Guests of the second, who come in there, are.
pool 1 1
ready
book First at 60s for 4m dial board@video.example.com
book Second at 6m for 10m dial board@video.example.com
at 2m
hand call 1 core2
hand guest 1 guest@example.org core2
at 3m
cut core2
at 8m
join core2
at 10m
show
hand call 1 core2
hand guest 1 guest@example.org core2
at 12m
show
at 20m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 * P2 board@video.example.com pending
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:02:00.000 (by hand: a call in space 1 on core2)
00:02:00.000 (guest@example.org comes into space 1 on core2)
00:02:00.080 > core2 GET /calls?coSpaceFilter=S1
00:03:00.000 core2 is cut off
00:03:00.090 < core2 GET /calls: connection refused
00:03:00.210 < core2 GET /system/load: connection refused
00:03:00.730 < core2 GET /system/status: connection refused
00:03:00.730 * core2 down
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 * P1 board@video.example.com disconnected
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
00:06:00.000 * M2 starting, space 1
00:06:00.000 * space 1 in_use
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:06:00.020 > core1 POST /calls coSpace=S1
00:06:00.040 < core1 200 C2
00:06:00.040 * M2 active, space 1, call C2 on core1
00:06:00.040 * P2 board@video.example.com dialing
00:06:00.040 > core1 POST /calls/C2/calllegs remoteParty=board@video.example.com
00:06:00.060 < core1 200 L2
00:06:01.080 * P2 board@video.example.com ringing
00:06:03.100 * P2 board@video.example.com connected
00:08:00.000 core2 can be reached again
00:08:01.340 * core2 up
00:08:01.360 > core2 GET /calls?coSpaceFilter=S1
00:08:01.400 - the other call of a meeting is closed: meeting=M2 call=X7 bridge=core2 reason="it is older than the meeting"
00:08:01.400 > core2 DELETE /calls/X7
00:08:01.420 > core2 GET /calls?coSpaceFilter=S1
00:10:00.000 = M1 "First" ended from 60s to 300s
00:10:00.000 =   board@video.example.com disconnected, 1 attempts
00:10:00.000 = M2 "Second" active from 360s to 960s space 1 call C2 on core1
00:10:00.000 =   board@video.example.com connected, 1 attempts, leg L2
00:10:00.000 = space 1 in_use
00:10:00.000 = core1 up, preferred
00:10:00.000 = core2 up, last error: connection refused
00:10:00.000 =   at the bridges: S1 "Second" uri 1, open
00:10:00.000 =   at core1: call C2 in S1
00:10:00.000 =   leg L2 to board@video.example.com in call C2: connected
00:10:00.000 (by hand: a call in space 1 on core2)
00:10:00.000 (guest@example.org comes into space 1 on core2)
00:10:01.400 > core2 GET /calls?coSpaceFilter=S1
00:11:01.420 > core2 GET /calls?coSpaceFilter=S1
00:12:00.000 = M1 "First" ended from 60s to 300s
00:12:00.000 =   board@video.example.com disconnected, 1 attempts
00:12:00.000 = M2 "Second" active from 360s to 960s space 1 call C2 on core1
00:12:00.000 =   board@video.example.com connected, 1 attempts, leg L2
00:12:00.000 = space 1 in_use
00:12:00.000 = core1 up, preferred
00:12:00.000 = core2 up, last error: connection refused
00:12:00.000 =   at the bridges: S1 "Second" uri 1, open
00:12:00.000 =   at core1: call C2 in S1
00:12:00.000 =   at core2: call X8 in S1
00:12:00.000 =   leg L2 to board@video.example.com in call C2: connected
00:12:00.000 =   leg X9 to guest@example.org in call X8: connected
00:12:01.440 > core2 GET /calls?coSpaceFilter=S1
00:13:01.460 > core2 GET /calls?coSpaceFilter=S1
00:14:01.480 > core2 GET /calls?coSpaceFilter=S1
00:15:01.500 > core2 GET /calls?coSpaceFilter=S1
00:16:00.000 * M2 ending, space 1, call C2 on core1
00:16:00.000 * P2 board@video.example.com disconnected
00:16:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:16:00.020 > core1 DELETE /calls/C2
00:16:00.040 * M2 ended
00:16:00.040 * space 1 closing
00:16:00.040 > core2 GET /calls?coSpaceFilter=S1
00:16:00.060 > core2 DELETE /calls/X8
00:16:00.060 ! a call that no meeting has is closed: index=1 call=X8 bridge=core2
00:16:00.080 > core2 GET /calls?coSpaceFilter=S1
00:16:00.100 * space 1 free
