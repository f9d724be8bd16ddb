# No space is free: the meeting waits and says so, and starts late when one comes free.
bridges 1
pool 1 1
ready
book First at 60s for 3m
book Second at 2m for 5m dial board@video.example.com
at 3m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 * M2 waiting: no space is free
00:03:00.000 = M1 "First" active from 60s to 240s space 1 call C1 on core1
00:03:00.000 = M2 "Second" waiting from 120s to 420s (no space is free)
00:03:00.000 =   board@video.example.com pending, 0 attempts
00:03:00.000 = space 1 in_use
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "First" uri 1, open
00:03:00.000 =   at core1: call C1 in S1
00:04:00.000 * M1 ending, space 1, call C1 on core1
00:04:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:00.020 > core1 DELETE /calls/C1
00:04:00.040 * M1 ended
00:04:00.040 * M2 starting, space 1
00:04:00.040 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:04:00.060 > core1 POST /calls coSpace=S1
00:04:00.080 < core1 200 C2
00:04:00.080 * M2 active, space 1, call C2 on core1
00:04:00.080 * P1 board@video.example.com dialing
00:04:00.080 > core1 POST /calls/C2/calllegs remoteParty=board@video.example.com
00:04:00.100 < core1 200 L1
00:04:01.120 * P1 board@video.example.com ringing
00:04:03.140 * P1 board@video.example.com connected
00:07:00.000 * M2 ending, space 1, call C2 on core1
00:07:00.000 * P1 board@video.example.com disconnected
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core1 DELETE /calls/C2
00:07:00.040 * M2 ended
00:07:00.040 * space 1 free
