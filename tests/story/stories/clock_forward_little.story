# The service's clock is set forward by two minutes: what is due by the new clock starts at once.
bridges 1
pool 1 1
ready
book "Board meeting" at 2m for 5m
at 60s
clock 2m
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 the service's clock is set by 120000 ms
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.020 ! a bridge's clock is far from ours: bridge=core1 skew_ms=-120020 advice="set both clocks by NTP: meetings start by the clock here"
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
00:08:00.000 = M1 "Board meeting" ended from 120s to 420s
00:08:00.000 = space 1 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
