# No space comes free within start_grace: missed, with the reason; the space stays with the first.
bridges 1
pool 1 1
ready
book First at 60s for 30m
book Second at 2m for 25m dial board@video.example.com
at 15m
show
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
00:12:00.000 * M2 missed: no space is free
00:12:00.000 * P1 board@video.example.com disconnected
00:15:00.000 = M1 "First" active from 60s to 1860s space 1 call C1 on core1
00:15:00.000 = M2 "Second" missed from 120s to 1620s (no space is free)
00:15:00.000 =   board@video.example.com disconnected, 0 attempts
00:15:00.000 = space 1 in_use
00:15:00.000 = core1 up, preferred
00:15:00.000 =   at the bridges: S1 "First" uri 1, open
00:15:00.000 =   at core1: call C1 in S1
