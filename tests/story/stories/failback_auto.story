# The first bridge comes back: preferred again after it was up for failback_after; meetings in between use the second.
pool 1 2
set failback_after 2m
ready
stop core1
at 30s
restart core1
book First at 60s for 1m
book Second at 4m for 1m
at 6m
idle
---
00:00:10.000 core1 stops
00:00:10.050 < core1 GET /system/status: connection refused
00:00:15.060 < core1 GET /system/status: connection refused
00:00:20.070 < core1 GET /system/status: connection refused
00:00:20.070 * core1 down
00:00:20.070 * core2 up, preferred
00:00:30.000 core1 is back
00:00:30.000 * M1 scheduled
00:00:30.000 booked: done M1
00:00:30.000 * M2 scheduled
00:00:30.000 booked: done M2
00:00:30.100 * core1 up
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.020 > core2 POST /calls coSpace=S1
00:01:00.040 < core2 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core2
00:02:00.000 * M1 ending, space 1, call C1 on core2
00:02:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.020 > core2 DELETE /calls/C1
00:02:00.040 * M1 ended
00:02:00.040 * space 1 closing
00:02:00.040 > core1 GET /calls?coSpaceFilter=S1
00:02:00.060 * space 1 free
00:02:30.100 * core1 up, preferred
00:02:30.100 * core2 up
00:04:00.000 * M2 starting, space 1
00:04:00.000 * space 1 in_use
00:04:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:04:00.020 > core1 POST /calls coSpace=S1
00:04:00.040 < core1 200 C2
00:04:00.040 * M2 active, space 1, call C2 on core1
00:05:00.000 * M2 ending, space 1, call C2 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C2
00:05:00.040 * M2 ended
00:05:00.040 * space 1 closing
00:05:00.040 > core2 GET /calls?coSpaceFilter=S1
00:05:00.060 * space 1 free
