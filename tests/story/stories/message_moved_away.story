# A message moves one occurrence of a series beyond the horizon: its meeting does not take place at the old time.
bridges 1
pool 1 1
ready
event standup@example.com "Stand-up" at 1m for 5m every 2h times 3 seq 1
message mail request
event standup@example.com "Stand-up" at 3000h for 5m instance 121m seq 1
message mail request
at 5h
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 cancelled: its calendar moved it out of what is booked ahead
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
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
04:01:00.000 * M3 starting, space 1
04:01:00.000 * space 1 in_use
04:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Stand-up&secret=X6
04:01:00.020 > core1 POST /calls coSpace=S1
04:01:00.040 < core1 200 C2
04:01:00.040 * M3 active, space 1, call C2 on core1
04:06:00.000 * M3 ending, space 1, call C2 on core1
04:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
04:06:00.020 > core1 DELETE /calls/C2
04:06:00.040 * M3 ended
04:06:00.040 * space 1 free
05:00:00.000 = M1 "Stand-up" ended from 60s to 360s
05:00:00.000 = M2 "Stand-up" cancelled from 7260s to 7560s (its calendar moved it out of what is booked ahead)
05:00:00.000 = M3 "Stand-up" ended from 14460s to 14760s
05:00:00.000 = space 1 free
05:00:00.000 = core1 up, preferred
05:00:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
