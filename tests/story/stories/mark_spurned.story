# cdrTag holds something else: it is left alone, said once, and meetings are started as before there were marks. When it is
# free, the pool is marked.
bridges 1
pool 1 2
set mark scheduler1
ready
hand mark 1 dept+42
book "Board meeting" at 2m for 1m dial board@video.example.com
at 5m
hand mark 1
at 7m
idle
---
00:00:10.000 (by hand: PUT space 1 cdrTag=dept+42)
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:17.220 ! the pool cannot be marked: a second service on it would not be noticed: reason="its field is in use" cdrTag="dept 42" advice="free cdrTag of the lowest space, or set pool.mark to false"
00:02:00.000 * M1 starting, space 1
00:02:00.000 * space 1 in_use
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:02:00.020 > core1 POST /calls coSpace=S1
00:02:00.040 < core1 200 C1
00:02:00.040 * M1 active, space 1, call C1 on core1
00:02:00.040 * P1 board@video.example.com dialing
00:02:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:02:00.060 < core1 200 L1
00:02:01.080 * P1 board@video.example.com ringing
00:02:03.100 * P1 board@video.example.com connected
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 * P1 board@video.example.com disconnected
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:05:00.000 (by hand: PUT space 1 cdrTag=)
00:05:17.320 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:18.360 - the pool is marked as ours: installation=e13bd6b8
00:05:33.380 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:33.420 > core1 PUT /cospaces/S1 cdrTag=(its mark)
