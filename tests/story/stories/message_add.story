# ADD brings a further occurrence to a series.
bridges 1
pool 1 2
ready
event standup@example.com "Stand-up" at 60s for 5m every 20m times 2
message mail request
event standup@example.com "Stand-up, once more" at 30m for 5m seq 1
message mail add
show
at 40m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Stand-up" scheduled from 60s to 360s
00:00:10.000 = M2 "Stand-up" scheduled from 1260s to 1560s
00:00:10.000 = M3 "Stand-up, once more" scheduled from 1800s to 2100s
00:00:10.000 = space 1 free
00:00:10.000 = space 2 free
00:00:10.000 = core1 up, preferred
00:00:10.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:10.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
00:21:00.000 * M2 starting, space 1
00:21:00.000 * space 1 in_use
00:21:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up&secret=X6
00:21:00.020 > core1 POST /calls coSpace=S1
00:21:00.040 < core1 200 C2
00:21:00.040 * M2 active, space 1, call C2 on core1
00:26:00.000 * M2 ending, space 1, call C2 on core1
00:26:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:26:00.020 > core1 DELETE /calls/C2
00:26:00.040 * M2 ended
00:26:00.040 * space 1 free
00:30:00.000 * M3 starting, space 1
00:30:00.000 * space 1 in_use
00:30:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up%2C+once+more&secret=X7
00:30:00.020 > core1 POST /calls coSpace=S1
00:30:00.040 < core1 200 C3
00:30:00.040 * M3 active, space 1, call C3 on core1
00:35:00.000 * M3 ending, space 1, call C3 on core1
00:35:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:35:00.020 > core1 DELETE /calls/C3
00:35:00.040 * M3 ended
00:35:00.040 * space 1 free
