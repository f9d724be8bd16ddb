# Every bridge is busy: the degraded one is used all the same, tried again later each time it says busy.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 4m dial board@video.example.com
at 59s
fault * * status status 503 count 8
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 < core1 PUT /cospaces/S1: 503
00:01:00.020 * core1 degraded, preferred
00:01:00.060 < core1 GET /calls: 503
00:01:00.140 < core1 GET /system/load: 503
00:01:00.260 < core1 GET /system/status: 503
00:01:00.760 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.780 < core1 PUT /cospaces/S1: 503
00:01:01.780 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:01.800 < core1 PUT /cospaces/S1: 503
00:01:03.800 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:03.820 < core1 PUT /cospaces/S1: 503
00:01:05.280 < core1 GET /system/status: 503
00:01:10.300 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:10.300 * core1 up, preferred
00:01:10.320 > core1 POST /calls coSpace=S1
00:01:10.340 < core1 200 C1
00:01:10.340 * M1 active, space 1, call C1 on core1
00:01:10.340 * P1 board@video.example.com dialing
00:01:10.340 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:10.360 < core1 200 L1
00:01:11.380 * P1 board@video.example.com ringing
00:01:13.400 * P1 board@video.example.com connected
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 * P1 board@video.example.com disconnected
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
