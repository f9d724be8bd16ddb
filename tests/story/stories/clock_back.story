# The service's clock is set back: a running meeting goes on to its end by the clock, one that is due comes when it is
# due.
bridges 1
pool 1 2
ready
book Running at 60s for 10m
book Later at 5m for 10m
at 2m
clock -5m
at 9m
show
at 22m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 the service's clock is set by -300000 ms
00:02:00.020 ! a bridge's clock is far from ours: bridge=core1 skew_ms=299980 advice="set both clocks by NTP: meetings start by the clock here"
00:09:00.000 = M1 "Running" active from 60s to 660s space 1 call C1 on core1
00:09:00.000 = M2 "Later" scheduled from 300s to 900s
00:09:00.000 = space 1 in_use
00:09:00.000 = space 2 free
00:09:00.000 = core1 up, preferred
00:09:00.000 =   at the bridges: S1 "Running" uri 1, open
00:09:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:09:00.000 =   at core1: call C1 in S1
00:10:00.000 * M2 starting, space 2
00:10:00.000 * space 2 in_use
00:10:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Later&secret=X6
00:10:00.020 > core1 POST /calls coSpace=S2
00:10:00.040 < core1 200 C2
00:10:00.040 * M2 active, space 2, call C2 on core1
00:16:00.000 * M1 ending, space 1, call C1 on core1
00:16:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:16:00.020 > core1 DELETE /calls/C1
00:16:00.040 * M1 ended
00:16:00.040 * space 1 free
00:20:00.000 * M2 ending, space 2, call C2 on core1
00:20:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:20:00.020 > core1 DELETE /calls/C2
00:20:00.040 * M2 ended
00:20:00.040 * space 2 free
