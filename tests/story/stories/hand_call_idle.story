# Somebody opens a call in a free space: closed within reconcile_every.
bridges 1
pool 1 1
ready
hand call 1 core1
at 3m
idle
---
00:00:10.000 (by hand: a call in space 1 on core1)
00:01:00.060 * space 1 closing
00:01:00.060 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:01:00.080 > core1 GET /calls?coSpaceFilter=S1
00:01:00.100 > core1 DELETE /calls/X5
00:01:00.100 ! a call that no meeting has is closed: index=1 call=X5 bridge=core1
00:01:00.120 > core1 GET /calls?coSpaceFilter=S1
00:01:00.140 * space 1 free
