# Nothing is heard of the bridges for longer than a mark counts without a look at it. It is looked at and written anew before
# the meeting that waits is started: another service could have been about to take the pool over.
bridges 1
pool 1 2
set mark scheduler1
ready
at 30s
cut core1
book "Board meeting" at 2m for 5m dial board@video.example.com
at 5m
join core1
at 9m
idle
---
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:30.000 core1 is cut off
00:00:30.000 * M1 scheduled
00:00:30.000 * P1 board@video.example.com pending
00:00:30.000 booked: done M1
00:00:30.070 < core1 GET /callProfiles/X1: connection refused
00:00:30.070 < core1 GET /callLegProfiles/X2: connection refused
00:00:30.130 < core1 GET /system/status: connection refused
00:00:30.130 * core1 down, preferred
00:02:00.000 * M1 waiting: no bridge is up
00:02:20.350 ! our mark on the pool could not be looked at for long, nothing is started before it is: installation=e13bd6b8
00:05:00.000 core1 can be reached again
00:05:00.680 * core1 up, preferred
00:05:00.700 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:01.740 - the pool is marked as ours: installation=e13bd6b8
00:05:01.740 * M1 starting, space 1
00:05:01.740 * space 1 in_use
00:05:01.740 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:05:01.760 > core1 POST /calls coSpace=S1
00:05:01.780 < core1 200 C1
00:05:01.780 * M1 active, space 1, call C1 on core1
00:05:01.780 * P1 board@video.example.com dialing
00:05:01.780 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:05:01.800 < core1 200 L1
00:05:02.820 * P1 board@video.example.com ringing
00:05:04.840 * P1 board@video.example.com connected
00:05:16.760 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:16.800 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:00.000 * M1 ending, space 1, call C1 on core1
00:07:00.000 * P1 board@video.example.com disconnected
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core1 DELETE /calls/C1
00:07:00.040 * M1 ended
00:07:00.040 * space 1 free
00:07:16.840 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:16.880 > core1 PUT /cospaces/S1 cdrTag=(its mark)
