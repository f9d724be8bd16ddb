# More meetings than spaces: of those that wait, the one that was due first goes first, however late it was booked.
bridges 1
pool 1 2
ready
book Third at 80s for 10m
book First at 60s for 3m
book Second at 60s for 4m
book Fourth at 75s for 10m
at 14m
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 booked: done M3
00:00:10.000 * M4 scheduled
00:00:10.000 booked: done M4
00:01:00.000 * M3 starting, space 2
00:01:00.000 * M2 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 * space 2 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.020 > core1 POST /calls coSpace=S2
00:01:00.040 < core1 200 C1
00:01:00.040 < core1 200 C2
00:01:00.040 * M3 active, space 2, call C2 on core1
00:01:00.040 * M2 active, space 1, call C1 on core1
00:01:15.000 * M4 waiting: no space is free
00:01:20.000 * M1 waiting: no space is free
00:04:00.000 * M2 ending, space 1, call C1 on core1
00:04:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:00.020 > core1 DELETE /calls/C1
00:04:00.040 * M2 ended
00:04:00.040 * M4 starting, space 1
00:04:00.040 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Fourth&secret=X7
00:04:00.060 > core1 POST /calls coSpace=S1
00:04:00.080 < core1 200 C3
00:04:00.080 * M4 active, space 1, call C3 on core1
00:05:00.000 * M3 ending, space 2, call C2 on core1
00:05:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C2
00:05:00.040 * M3 ended
00:05:00.040 * M1 starting, space 2
00:05:00.040 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Third&secret=X8
00:05:00.060 > core1 POST /calls coSpace=S2
00:05:00.080 < core1 200 C4
00:05:00.080 * M1 active, space 2, call C4 on core1
00:11:15.000 * M4 ending, space 1, call C3 on core1
00:11:15.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:15.020 > core1 DELETE /calls/C3
00:11:15.040 * M4 ended
00:11:15.040 * space 1 free
00:11:20.000 * M1 ending, space 2, call C4 on core1
00:11:20.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:11:20.020 > core1 DELETE /calls/C4
00:11:20.040 * M1 ended
00:11:20.040 * space 2 free
