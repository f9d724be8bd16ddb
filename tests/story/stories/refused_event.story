# A snapshot brings an event in a form that must be refused: its meeting stays. Gone from the calendar, it is cancelled.
ready
event U1 Review at 60s for 2m
event U2 Other at 60s for 2m
snapshot rooms
forget U1
refuse U1
snapshot rooms
at 30s
forget U2
snapshot rooms
sync_failed rooms "HTTP 500"
at 4m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 2 bookings, 2 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:30.000 * M1 cancelled: cancelled by its calendar
00:00:30.000 calendar: 0 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:30.000 sync failed: done
00:01:00.000 * M2 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Review&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M2 active, space 1, call C1 on core1
00:03:00.000 * M2 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M2 ended
00:03:00.040 * space 1 closing
00:03:00.040 > core2 GET /calls?coSpaceFilter=S1
00:03:00.060 * space 1 free
