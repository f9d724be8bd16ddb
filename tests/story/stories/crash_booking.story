# The service dies before a booking is durable: it was not answered, and is not there; one that was answered is.
bridges 1
pool 1 1
ready
book Answered at 60s for 1m
crash before_commit for 5s
book Unanswered at 60s for 1m
at 5m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 the service dies before the commit
00:00:10.000 booked: no answer
00:00:15.000 the service starts
00:00:15.000 * core1 unknown, preferred
00:00:15.020 * core1 up, preferred
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Answered&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 * M1 ending, space 1, call C1 on core1
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended
00:02:00.040 * space 1 free
00:05:00.000 = M1 "Answered" ended from 60s to 120s
00:05:00.000 = space 1 free
00:05:00.000 = core1 up, preferred
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
