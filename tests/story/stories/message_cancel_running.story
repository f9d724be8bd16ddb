# A CANCEL ends the running meeting; a CANCEL of one occurrence takes that one only.
bridges 1
pool 1 2
ready
event board@example.com "Board meeting" at 60s for 10m
message mail request
event standup@example.com "Stand-up" at 20m for 5m every 20m times 3
message mail request
at 2m
event board@example.com "Board meeting" at 60s for 10m seq 1
message mail cancel
event standup@example.com "Stand-up" at 40m for 5m instance 40m seq 1
message mail cancel
at 70m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 * M4 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 * M1 ending, space 1, call C1 on core1: cancelled by its calendar
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:02:00.000 * M3 cancelled: cancelled by its calendar
00:02:00.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended: cancelled by its calendar
00:02:00.040 * space 1 free
00:20:00.000 * M2 starting, space 1
00:20:00.000 * space 1 in_use
00:20:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up&secret=X6
00:20:00.020 > core1 POST /calls coSpace=S1
00:20:00.040 < core1 200 C2
00:20:00.040 * M2 active, space 1, call C2 on core1
00:25:00.000 * M2 ending, space 1, call C2 on core1
00:25:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:25:00.020 > core1 DELETE /calls/C2
00:25:00.040 * M2 ended
00:25:00.040 * space 1 free
01:00:00.000 * M4 starting, space 1
01:00:00.000 * space 1 in_use
01:00:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up&secret=X7
01:00:00.020 > core1 POST /calls coSpace=S1
01:00:00.040 < core1 200 C3
01:00:00.040 * M4 active, space 1, call C3 on core1
01:05:00.000 * M4 ending, space 1, call C3 on core1
01:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
01:05:00.020 > core1 DELETE /calls/C3
01:05:00.040 * M4 ended
01:05:00.040 * space 1 free
01:10:00.000 = M1 "Board meeting" ended from 60s to 660s (cancelled by its calendar)
01:10:00.000 = M2 "Stand-up" ended from 1200s to 1500s
01:10:00.000 = M3 "Stand-up" cancelled from 2400s to 2700s (cancelled by its calendar)
01:10:00.000 = M4 "Stand-up" ended from 3600s to 3900s
01:10:00.000 = space 1 free
01:10:00.000 = space 2 free
01:10:00.000 = core1 up, preferred
01:10:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
01:10:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
