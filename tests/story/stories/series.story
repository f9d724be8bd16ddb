# A series with one occurrence moved and one cancelled: four times, three meetings; when the series is made to end early,
# the rest is cancelled.
bridges 1
pool 1 2
ready
event standup@example.com "Stand-up" at 1m for 5m every 2h times 4
event standup@example.com "Stand-up, later" at 130m for 5m instance 121m
event standup@example.com "Stand-up" at 241m for 5m instance 241m cancelled
snapshot rooms
at 140m
forget standup@example.com
event standup@example.com "Stand-up" at 1m for 5m every 2h times 2
snapshot rooms
at 6h
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
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
02:10:00.000 * M2 starting, space 1
02:10:00.000 * space 1 in_use
02:10:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up%2C+later&secret=X6
02:10:00.020 > core1 POST /calls coSpace=S1
02:10:00.040 < core1 200 C2
02:10:00.040 * M2 active, space 1, call C2 on core1
02:15:00.000 * M2 ending, space 1, call C2 on core1
02:15:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
02:15:00.020 > core1 DELETE /calls/C2
02:15:00.040 * M2 ended
02:15:00.040 * space 1 free
02:20:00.000 * M3 cancelled: cancelled by its calendar
02:20:00.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
06:00:00.000 = M1 "Stand-up" ended from 60s to 360s
06:00:00.000 = M2 "Stand-up, later" ended from 7800s to 8100s
06:00:00.000 = M3 "Stand-up" cancelled from 21660s to 21960s (cancelled by its calendar)
06:00:00.000 = space 1 free
06:00:00.000 = space 2 free
06:00:00.000 = core1 up, preferred
06:00:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
06:00:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
