# A snapshot brings an event in a form that is refused: it keeps the meeting it had. One that is gone is cancelled.
bridges 1
pool 1 2
ready
event good@example.com "Good" at 60s for 2m
event bad@example.com "Bad later" at 5m for 2m
event gone@example.com "Gone later" at 5m for 2m
snapshot rooms
forget bad@example.com
forget gone@example.com
refuse bad@example.com
snapshot rooms
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 3 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * M2 cancelled: cancelled by its calendar
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 1 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Good&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:05:00.000 * M3 starting, space 1
00:05:00.000 * space 1 in_use
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Bad+later&secret=X6
00:05:00.020 > core1 POST /calls coSpace=S1
00:05:00.040 < core1 200 C2
00:05:00.040 * M3 active, space 1, call C2 on core1
00:07:00.000 * M3 ending, space 1, call C2 on core1
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core1 DELETE /calls/C2
00:07:00.040 * M3 ended
00:07:00.040 * space 1 free
00:08:00.000 = M1 "Good" ended from 60s to 180s
00:08:00.000 = M2 "Gone later" cancelled from 300s to 420s (cancelled by its calendar)
00:08:00.000 = M3 "Bad later" ended from 300s to 420s
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
