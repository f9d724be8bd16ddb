# Somebody is removed while the bridge with the first call, in which he is still, is cut off. He is hung up in the new call at once, and
# in the first one when the meeting goes back to it.
pool 1 1
ready
book "Board meeting" at 60s for 10m dial board@video.example.com dial room@video.example.com
at 2m
cut core1
at 3m
hand guest 1 guest@example.org core1
hand guest 1 visitor@example.org core1
remove M1 P2
at 4m
join core1
at 5m
show
at 13m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:01.080 * P1 board@video.example.com ringing
00:01:01.080 * P2 room@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:03.100 * P2 room@video.example.com connected
00:02:00.000 core1 is cut off
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 starting, space 1: its bridge was lost
00:02:00.230 * P1 board@video.example.com pending
00:02:00.230 * P2 room@video.example.com pending
00:02:00.230 > core2 POST /calls coSpace=S1
00:02:00.250 < core2 200 C2
00:02:00.250 * M1 active, space 1, call C2 on core2
00:02:00.250 * P1 board@video.example.com dialing, attempt 2
00:02:00.250 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:00.270 < core2 200 L3
00:02:00.328 * P2 room@video.example.com dialing, attempt 2
00:02:00.328 > core2 POST /calls/C2/calllegs remoteParty=room@video.example.com&ownerId=P2
00:02:00.348 < core2 200 L4
00:02:01.290 * P1 board@video.example.com ringing, attempt 2
00:02:01.368 * P2 room@video.example.com ringing, attempt 2
00:02:03.310 * P1 board@video.example.com connected, attempt 2
00:02:03.388 * P2 room@video.example.com connected, attempt 2
00:03:00.000 (guest@example.org comes into space 1 on core1)
00:03:00.000 (visitor@example.org comes into space 1 on core1)
00:03:00.000 * P2 room@video.example.com connected, attempt 2, to be removed
00:03:00.000 > core2 DELETE /callLegs/L4
00:03:00.000 removed: done M1
00:03:00.020 * P2 room@video.example.com disconnected, attempt 2, to be removed
00:04:00.000 core1 can be reached again
00:04:00.740 * core1 up
00:04:00.740 > core1 GET /calls?coSpaceFilter=S1
00:04:00.800 > core1 GET /calls/C1/calllegs
00:04:00.820 * M1 starting, space 1: more people are in its call on core1
00:04:00.820 * P1 board@video.example.com pending, attempt 2
00:04:00.820 > core1 GET /calls?coSpaceFilter=S1
00:04:00.840 - call adopted: meeting=M1 call=C1 bridge=core1
00:04:00.840 * M1 active, space 1, call C1 on core1
00:04:00.840 > core2 GET /calls?coSpaceFilter=S1
00:04:00.840 > core1 GET /calls/C1/calllegs
00:04:00.840 > core1 GET /calls/C1/calllegs
00:04:00.860 - call leg adopted: meeting=M1 participant=P1 call_leg=L1
00:04:00.860 - call leg adopted: meeting=M1 participant=P2 call_leg=L2
00:04:00.860 * P1 board@video.example.com dialing, attempt 2
00:04:00.860 * P2 room@video.example.com dialing, attempt 2, to be removed
00:04:00.860 > core1 DELETE /callLegs/L2
00:04:00.880 * P1 board@video.example.com connected, attempt 2
00:04:00.880 * P2 room@video.example.com disconnected, attempt 2, to be removed
00:04:00.880 > core2 GET /calls/C2/calllegs
00:04:00.900 - the other call of a meeting is closed: meeting=M1 call=C2 bridge=core2 reason="people are in the meeting's own"
00:04:00.900 > core2 DELETE /calls/C2
00:04:00.920 > core2 GET /calls?coSpaceFilter=S1
00:04:30.860 > core1 GET /calls/C1/calllegs
00:04:30.900 > core1 GET /calls/C1/calllegs
00:05:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core1
00:05:00.000 =   board@video.example.com connected, 2 attempts, leg L1
00:05:00.000 = space 1 in_use
00:05:00.000 = core1 up, last error: connection refused
00:05:00.000 = core2 up, preferred
00:05:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:05:00.000 =   at core1: call C1 in S1
00:05:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:05:00.000 =   leg X6 to guest@example.org in call C1: connected
00:05:00.000 =   leg X7 to visitor@example.org in call C1: connected
00:09:00.740 * core1 up, preferred
00:09:00.740 * core2 up
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 board@video.example.com disconnected, attempt 2
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core2 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
