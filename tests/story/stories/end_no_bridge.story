# No bridge is there at the end: it is ending until one is, however long that takes.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 2m
at 2m
stop core1
at 30m
show
restart core1
at 31m
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
00:02:00.000 core1 stops
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known"
00:02:00.230 * core1 down, preferred
00:02:00.230 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:30:00.000 = M1 "Board meeting" ending from 60s to 180s space 1 call C1 on core1
00:30:00.000 = space 1 in_use
00:30:00.000 = core1 down, preferred, last error: connection refused
00:30:00.000 = not ready: no bridge is up
00:30:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:30:00.000 core1 is back
00:30:03.860 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:30:03.860 * core1 up, preferred
00:30:03.880 > core1 DELETE /calls/C1
00:30:03.900 < core1 DELETE /calls/C1: 400 <failureDetails><callDoesNotExist /></failureDetails>
00:30:03.900 * M1 ended
00:30:03.900 * space 1 free
