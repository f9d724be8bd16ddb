# A live space that is to leave is wanted again before its meeting ends: it stays.
bridges 1
pool 1 2
ready
book First at 60s for 2m
book Second at 60s for 5m
at 2m
pool 1 1
at 3m
pool 1 2
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * M2 starting, space 2
00:01:00.000 * space 1 in_use
00:01:00.000 * space 2 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.020 > core1 POST /calls coSpace=S2
00:01:00.040 < core1 200 C1
00:01:00.040 < core1 200 C2
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * M2 active, space 2, call C2 on core1
00:02:00.000 the configuration is read again: pool 1 to 1
00:02:00.000 * space 2 in_use, to be deleted
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.000 the configuration is read again: pool 1 to 2
00:03:00.000 * space 2 in_use
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:06:00.000 * M2 ending, space 2, call C2 on core1
00:06:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C2
00:06:00.040 * M2 ended
00:06:00.040 * space 2 free
