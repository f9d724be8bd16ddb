# The service dies after an extension is durable, before its PUT leaves: the new end holds.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 2m
at 2m
crash before_send on open_space for 5s
extend M1 2m
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
00:02:00.000 the service dies after the commit, before anything is sent
00:02:00.000 extended: no answer
00:02:05.000 the service starts
00:02:05.000 * core1 unknown, preferred
00:02:05.020 * core1 up, preferred
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
