# A series with one occurrence moved and one cancelled.
ready
event U1 Daily at 2m for 1m every 2m times 4
event U1 "Daily, later" at 7m for 1m instance 6m
event U1 Daily at 4m for 1m instance 4m cancelled
snapshot rooms
show
at 12m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Daily" scheduled from 120s to 180s
00:00:10.000 = M2 "Daily, later" scheduled from 420s to 480s
00:00:10.000 = M3 "Daily" scheduled from 480s to 540s
00:00:10.000 = space 1 free
00:00:10.000 = space 2 free
00:00:10.000 = space 3 free
00:00:10.000 = core1 up, preferred
00:00:10.000 = core2 up
00:00:10.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:00:10.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:02:00.000 * M1 starting, space 1
00:02:00.000 * space 1 in_use
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Daily&secret=X5
00:02:00.020 > core1 POST /calls coSpace=S1
00:02:00.040 < core1 200 C1
00:02:00.040 * M1 active, space 1, call C1 on core1
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 closing
00:03:00.040 > core2 GET /calls?coSpaceFilter=S1
00:03:00.060 * space 1 free
00:07:00.000 * M2 starting, space 1
00:07:00.000 * space 1 in_use
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Daily%2C+later&secret=X6
00:07:00.020 > core1 POST /calls coSpace=S1
00:07:00.040 < core1 200 C2
00:07:00.040 * M2 active, space 1, call C2 on core1
00:08:00.000 * M2 ending, space 1, call C2 on core1
00:08:00.000 * M3 starting, space 2
00:08:00.000 * space 2 in_use
00:08:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Daily&secret=X7
00:08:00.020 > core1 DELETE /calls/C2
00:08:00.020 > core1 POST /calls coSpace=S2
00:08:00.040 < core1 200 C3
00:08:00.040 * M2 ended
00:08:00.040 * M3 active, space 2, call C3 on core1
00:08:00.040 * space 1 closing
00:08:00.040 > core2 GET /calls?coSpaceFilter=S1
00:08:00.060 * space 1 free
00:09:00.000 * M3 ending, space 2, call C3 on core1
00:09:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:09:00.020 > core1 DELETE /calls/C3
00:09:00.040 * M3 ended
00:09:00.040 * space 2 closing
00:09:00.040 > core2 GET /calls?coSpaceFilter=S2
00:09:00.060 * space 2 free
