# Preferred by hand: the next meetings go there, the running one stays; it holds while that bridge is up, a down one is
# refused.
pool 1 2
set failback_after 1m
ready
book First at 30s for 2m
at 60s
prefer core2
book Second at 90s for 4m
at 5m
stop core2
at 6m
prefer core2
prefer core9
restart core2
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:30.000 * M1 starting, space 1
00:00:30.000 * space 1 in_use
00:00:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:00:30.020 > core1 POST /calls coSpace=S1
00:00:30.040 < core1 200 C1
00:00:30.040 * M1 active, space 1, call C1 on core1
00:01:00.000 * core1 up
00:01:00.000 * core2 up, preferred
00:01:00.000 preferred: done
00:01:00.000 * M2 scheduled
00:01:00.000 booked: done M2
00:01:30.000 * M2 starting, space 2
00:01:30.000 * space 2 in_use
00:01:30.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:30.020 > core2 POST /calls coSpace=S2
00:01:30.040 < core2 200 C2
00:01:30.040 * M2 active, space 2, call C2 on core2
00:02:30.000 * M1 ending, space 1, call C1 on core1
00:02:30.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:30.020 > core1 DELETE /calls/C1
00:02:30.040 * M1 ended
00:02:30.040 * space 1 closing
00:02:30.040 > core2 GET /calls?coSpaceFilter=S1
00:02:30.060 * space 1 free
00:05:00.000 core2 stops
00:05:00.130 < core2 GET /calls: connection refused
00:05:00.170 < core2 GET /calls/C2: connection refused
00:05:00.420 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:05:00.490 < core2 GET /system/load: connection refused
00:05:00.490 * core1 up, preferred
00:05:00.490 * core2 down
00:05:00.490 * M2 starting, space 2: its bridge was lost
00:05:00.490 > core1 POST /calls coSpace=S2
00:05:00.510 < core1 200 C3
00:05:00.510 * M2 active, space 2, call C3 on core1
00:05:30.000 * M2 ending, space 2, call C3 on core1
00:05:30.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:05:30.020 > core1 DELETE /calls/C3
00:05:30.040 ! a space waits for a bridge that is away and may have a call in it: index=2 bridge=core2
00:05:30.040 * M2 ended
00:05:30.040 * space 2 closing
00:06:00.000 preferred: conflict, bridge core2 is down and cannot be preferred
00:06:00.000 preferred: not_found, there is no bridge core9
00:06:00.000 core2 is back
00:06:00.520 - a bridge's alarms are over: bridge=core1 alarms=""
00:06:01.340 > core2 GET /calls?coSpaceFilter=S2
00:06:01.340 * core2 up
00:06:01.360 * space 2 free
00:08:00.000 = M1 "First" ended from 30s to 150s
00:08:00.000 = M2 "Second" ended from 90s to 330s
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = core1 up, preferred
00:08:00.000 = core2 up, last error: connection refused
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
