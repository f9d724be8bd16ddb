# DELETE call fails twice: tried again until it is done.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 2m
at 2m
fault DELETE * drop_before count 2
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 < core1 DELETE /calls/C1: the connection died
00:03:01.040 > core1 DELETE /calls/C1
00:03:01.060 < core1 DELETE /calls/C1: the connection died
00:03:03.060 > core1 DELETE /calls/C1
00:03:03.080 * M1 ended
00:03:03.080 * space 1 free
