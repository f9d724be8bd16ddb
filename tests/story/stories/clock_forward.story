# The service's clock is set forward over a whole meeting: it is missed, and the reason says so; one that is running
# ends.
bridges 1
pool 1 2
ready
book Running at 60s for 10m
book Skipped at 20m for 10m
at 2m
clock 1h
at 5m
show
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
00:02:00.000 the service's clock is set by 3600000 ms
00:02:00.000 ! the clock leapt forward: meetings wait for a bridge that says the same time: until=2026-11-23T10:03:00Z
00:02:00.020 ! a bridge's clock is far from ours: bridge=core1 skew_ms=-3600020 advice="set both clocks by NTP: meetings start by the clock here"
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 * M2 missed: the clock was set forward over its start
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:05:00.000 = M1 "Running" ended from 60s to 660s
00:05:00.000 = M2 "Skipped" missed from 1200s to 1800s (the clock was set forward over its start)
00:05:00.000 = space 1 free
00:05:00.000 = space 2 free
00:05:00.000 = core1 up, preferred
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
