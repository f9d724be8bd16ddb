# The title and the passcode are changed while the PUT of the start is under way: the bridge gets them by another.
bridges 1
pool 1 1
ready
fault PUT * delay delay 2s count 1
book "Board meeting" at 60s for 3m
at 61s
change M1 title "Board & staff" passcode 9876
at 70s
show
at 5m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:01.000 changed: done M1
00:01:02.020 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=9876&name=Board+%26+staff&secret=X5
00:01:02.040 > core1 POST /calls coSpace=S1
00:01:02.060 < core1 200 C1
00:01:02.060 * M1 active, space 1, call C1 on core1
00:01:10.000 = M1 "Board & staff" active from 60s to 240s space 1 call C1 on core1
00:01:10.000 = space 1 in_use
00:01:10.000 = core1 up, preferred
00:01:10.000 =   at the bridges: S1 "Board & staff" uri 1, open, passcode 9876
00:01:10.000 =   at core1: call C1 in S1
00:04:00.000 * M1 ending, space 1, call C1 on core1
00:04:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:00.020 > core1 DELETE /calls/C1
00:04:00.040 * M1 ended
00:04:00.040 * space 1 free
