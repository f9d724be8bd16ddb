# The first bridge is busy with everything: degraded. A new meeting goes to the one that is up; the running one stays.
pool 1 2
ready
book First at 30s for 4m
book Second at 2m for 4m
at 60s
fault * * status status 503 on core1 count 20
at 5m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:30.000 * M1 starting, space 1
00:00:30.000 * space 1 in_use
00:00:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:00:30.020 > core1 POST /calls coSpace=S1
00:00:30.040 < core1 200 C1
00:00:30.040 * M1 active, space 1, call C1 on core1
00:01:00.060 < core1 GET /calls: 503
00:01:00.060 < core1 GET /calls/C1: 503
00:01:00.060 * core1 degraded, preferred
00:01:00.140 < core1 GET /system/load: 503
00:01:00.260 < core1 GET /system/status: 503
00:01:01.080 < core1 GET /calls/C1: 503
00:01:03.100 < core1 GET /calls/C1: 503
00:01:05.280 < core1 GET /system/status: 503
00:01:09.300 < core1 GET /calls/C1: 503
00:01:10.300 < core1 GET /system/status: 503
00:01:15.320 < core1 GET /system/status: 503
00:01:20.340 < core1 GET /system/status: 503
00:01:25.360 < core1 GET /system/status: 503
00:01:30.380 < core1 GET /system/status: 503
00:01:35.400 < core1 GET /system/status: 503
00:01:40.420 < core1 GET /system/status: 503
00:01:45.440 < core1 GET /system/status: 503
00:01:50.460 < core1 GET /system/status: 503
00:01:55.480 < core1 GET /system/status: 503
00:02:00.000 * M2 starting, space 2
00:02:00.000 * space 2 in_use
00:02:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:02:00.020 > core2 POST /calls coSpace=S2
00:02:00.040 < core2 200 C2
00:02:00.040 * M2 active, space 2, call C2 on core2
00:02:00.500 < core1 GET /system/status: 503
00:02:05.520 < core1 GET /system/status: 503
00:02:10.540 * core1 up, preferred
00:04:30.000 * M1 ending, space 1, call C1 on core1
00:04:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:30.020 > core1 DELETE /calls/C1
00:04:30.040 * M1 ended
00:04:30.040 * space 1 closing
00:04:30.040 > core2 GET /calls?coSpaceFilter=S1
00:04:30.060 * space 1 free
00:05:00.000 = M1 "First" ended from 30s to 270s
00:05:00.000 = M2 "Second" active from 120s to 360s space 2 call C2 on core2
00:05:00.000 = space 1 free
00:05:00.000 = space 2 in_use
00:05:00.000 = core1 up, preferred, last error: status 503: the bridge is busy
00:05:00.000 = core2 up
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:05:00.000 =   at the bridges: S2 "Second" uri 2, open
00:05:00.000 =   at core2: call C2 in S2
00:06:00.000 * M2 ending, space 2, call C2 on core2
00:06:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C2
00:06:00.040 * M2 ended
00:06:00.040 * space 2 closing
00:06:00.040 > core1 GET /calls?coSpaceFilter=S2
00:06:00.060 * space 2 free
