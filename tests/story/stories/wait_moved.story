# A meeting that waits is moved to a later time: scheduled again, it starts then. One that waits is cancelled.
bridges 1
pool 1 1
ready
book First at 60s for 4m
book Moved at 2m for 5m
book Cancelled at 2m for 5m
at 3m
change M2 start 7m end 9m
cancel M3
at 10m
show
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
00:02:00.000 * M2 waiting: no space is free
00:03:00.000 * M2 scheduled
00:03:00.000 changed: done M2
00:03:00.000 * M3 cancelled: cancelled by hand
00:03:00.000 cancelled: done M3
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
00:07:00.000 * M2 starting, space 1
00:07:00.000 * space 1 in_use
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Moved&secret=X6
00:07:00.020 > core1 POST /calls coSpace=S1
00:07:00.040 < core1 200 C2
00:07:00.040 * M2 active, space 1, call C2 on core1
00:09:00.000 * M2 ending, space 1, call C2 on core1
00:09:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:09:00.020 > core1 DELETE /calls/C2
00:09:00.040 * M2 ended
00:09:00.040 * space 1 free
00:10:00.000 = M1 "First" ended from 60s to 300s
00:10:00.000 = M3 "Cancelled" cancelled from 120s to 420s (cancelled by hand)
00:10:00.000 = M2 "Moved" ended from 420s to 540s
00:10:00.000 = space 1 free
00:10:00.000 = core1 up, preferred
00:10:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
