# The service dies while meetings wait for a space: they wait on, in the order of their starts.
bridges 1
pool 1 1
ready
book First at 60s for 5m
book Third at 3m for 5m
book Second at 2m for 5m
at 4m
crash after_send for 10s
at 12m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 booked: done M3
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 * M3 waiting: no space is free
00:03:00.000 * M2 waiting: no space is free
00:04:00.100 the service dies after it has sent
00:04:10.100 the service starts
00:04:10.100 * core1 unknown, preferred
00:04:10.120 * core1 up, preferred
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * M3 starting, space 1
00:06:00.040 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:06:00.060 > core1 POST /calls coSpace=S1
00:06:00.080 < core1 200 C2
00:06:00.080 * M3 active, space 1, call C2 on core1
00:07:00.000 * M3 ending, space 1, call C2 on core1
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core1 DELETE /calls/C2
00:07:00.040 * M3 ended
00:07:00.040 * M2 starting, space 1
00:07:00.040 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Third&secret=X7
00:07:00.060 > core1 POST /calls coSpace=S1
00:07:00.080 < core1 200 C3
00:07:00.080 * M2 active, space 1, call C3 on core1
00:08:00.000 * M2 ending, space 1, call C3 on core1
00:08:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:00.020 > core1 DELETE /calls/C3
00:08:00.040 * M2 ended
00:08:00.040 * space 1 free
