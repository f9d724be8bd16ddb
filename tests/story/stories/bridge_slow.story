# A bridge that answers late, but answers, is not dead: degraded. What is new goes to a quicker one, what runs there stays.
pool 1 2
ready
book First at 30s for 4m
book Second at 2m for 2m
at 60s
fault * * delay delay 3s on core1
at 110s
health
at 150s
heal
at 3m
health
at 6m
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
00:01:03.260 * core1 degraded, preferred: slow
00:01:50.000 = core1 normal, degraded: slow (preferred) -> look at its load, at its way to the database and at the network
00:01:50.000 = core2 normal, up: answered -> nothing
00:02:00.000 * M2 starting, space 2
00:02:00.000 * space 2 in_use
00:02:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:02:00.020 > core2 POST /calls coSpace=S2
00:02:00.040 < core2 200 C2
00:02:00.040 * M2 active, space 2, call C2 on core2
00:02:30.000 the faults are over
00:02:36.500 * core1 up, preferred
00:03:00.000 = core1 normal, up: answered (preferred) -> nothing
00:03:00.000 = core2 normal, up: answered -> nothing
00:04:00.000 * M2 ending, space 2, call C2 on core2
00:04:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:04:00.020 > core2 DELETE /calls/C2
00:04:00.040 * M2 ended
00:04:00.040 * space 2 closing
00:04:00.040 > core1 GET /calls?coSpaceFilter=S2
00:04:00.060 * space 2 free
00:04:30.000 * M1 ending, space 1, call C1 on core1
00:04:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:30.020 > core1 DELETE /calls/C1
00:04:30.040 * M1 ended
00:04:30.040 * space 1 closing
00:04:30.040 > core2 GET /calls?coSpaceFilter=S1
00:04:30.060 * space 1 free
