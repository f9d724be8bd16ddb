# Another service marks the pool as its own, and lives: nothing is started, dialled or put right here. Bookings are taken, and
# say what they wait for. When the other one falls silent, the pool is taken over: what it left is looked at first.
bridges 1
pool 1 2
set mark scheduler1
ready
book "Board meeting" at 3m for 5m dial board@video.example.com
hand mark 1 b1 scheduler2
at 90s
hand mark 1 b2 scheduler2
at 150s
hand rename 2 Theirs
hand mark 1 b3 scheduler2
at 4m
show
at 10m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:00:17.220 ! another service has marked the pool, it is watched whether it lives: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:01:30.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db2+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:01:32.320 ! another service has the pool, and lives: nothing is started here: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim"
00:02:30.000 (by hand: PUT space 2 name=Theirs)
00:02:30.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db3+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:03:00.000 * M1 waiting: another service has the pool, and lives: nothing is started here
00:04:00.000 = M1 "Board meeting" waiting from 180s to 480s (another service has the pool, and lives: nothing is started here)
00:04:00.000 =   board@video.example.com pending, 0 attempts
00:04:00.000 = space 1 free
00:04:00.000 = space 2 free
00:04:00.000 = core1 up, preferred
00:04:00.000 = not ready: another service has the pool, and lives: nothing is started here (scheduler2, since 2026-11-01T08:00:00Z)
00:04:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:04:00.000 =   at the bridges: S2 "Theirs" uri 2, closed
00:06:32.720 ! the service that had the pool has fallen silent, the pool is taken over: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait a moment"
00:06:32.720 * space 1 closing
00:06:32.720 * space 2 closing
00:06:32.720 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:33.760 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:33.760 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:33.760 - the pool is marked as ours: installation=e13bd6b8
00:06:33.780 > core1 GET /calls?coSpaceFilter=S1
00:06:33.780 > core1 GET /calls?coSpaceFilter=S2
00:06:33.800 * M1 starting, space 1
00:06:33.800 * space 1 in_use
00:06:33.800 * space 2 free
00:06:33.800 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:06:33.820 > core1 POST /calls coSpace=S1
00:06:33.840 < core1 200 C1
00:06:33.840 * M1 active, space 1, call C1 on core1
00:06:33.840 * P1 board@video.example.com dialing
00:06:33.840 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:06:33.860 < core1 200 L1
00:06:34.880 * P1 board@video.example.com ringing
00:06:36.900 * P1 board@video.example.com connected
00:06:48.780 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:48.820 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:00.000 * M1 ending, space 1, call C1 on core1
00:08:00.000 * P1 board@video.example.com disconnected
00:08:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:00.020 > core1 DELETE /calls/C1
00:08:00.040 * M1 ended
00:08:00.040 * space 1 free
00:08:48.860 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:09:48.900 > core1 PUT /cospaces/S1 cdrTag=(its mark)
