# Somebody dialled into the space at the other bridge, and is in it till the end: that call is closed too before the space is
# free. A meeting with one call on each of two bridges is one call to its people: nobody is put out before.
pool 1 1
ready
book "Board meeting" at 60s for 4m
at 2m
hand call 1 core2
hand guest 1 guest@example.org core2
at 6m
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
00:02:00.000 (by hand: a call in space 1 on core2)
00:02:00.000 (guest@example.org comes into space 1 on core2)
00:02:00.080 > core2 GET /calls?coSpaceFilter=S1
00:03:00.100 > core2 GET /calls?coSpaceFilter=S1
00:04:00.120 > core2 GET /calls?coSpaceFilter=S1
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 closing
00:05:00.040 > core2 GET /calls?coSpaceFilter=S1
00:05:00.060 > core2 DELETE /calls/X6
00:05:00.060 ! a call that no meeting has is closed: index=1 call=X6 bridge=core2
00:05:00.080 > core2 GET /calls?coSpaceFilter=S1
00:05:00.100 * space 1 free
