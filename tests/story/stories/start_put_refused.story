# The bridge refuses the PUT: the meeting waits, says why, and tries again; the space is put back each time.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 4m
fault PUT * reason parameterError count 1
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 < core1 PUT /cospaces/S1: 400 <failureDetails><parameterError /></failureDetails>
00:01:00.020 * M1 waiting: the bridge refused it: parameterError
00:01:00.020 * space 1 closing
00:01:00.020 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:00.040 * space 1 free
00:01:01.020 * M1 starting, space 1
00:01:01.020 * space 1 in_use
00:01:01.020 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X6
00:01:01.040 > core1 POST /calls coSpace=S1
00:01:01.060 < core1 200 C1
00:01:01.060 * M1 active, space 1, call C1 on core1
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
