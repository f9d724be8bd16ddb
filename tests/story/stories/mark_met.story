# Another service's pool begins at a space in the middle of ours: its mark is met there. While it only stands there it is what somebody
# has left; when its beat has moved the pool is contested, and nothing is started here until it falls silent.
bridges 1
pool 1 3
set mark scheduler1
ready
hand mark 2 b1 scheduler2
at 150s
hand mark 2 b2 scheduler2
at 4m
book "Board meeting" at 5m for 5m dial board@video.example.com
at 255s
hand mark 2 b3 scheduler2
at 270s
claim
show
at 14m
idle
---
00:00:10.000 (by hand: PUT space 2 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:01:17.260 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:17.300 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:30.000 (by hand: PUT space 2 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db2+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:03:01.200 ! another service has marked a space of ours: its range overlaps with this one's: index=2 id=S2
00:03:01.200 ! another service has marked the pool, it is watched whether it lives: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:03:01.200 ! another service has the pool, and lives: nothing is started here: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim"
00:04:00.000 * M1 scheduled
00:04:00.000 * P1 board@video.example.com pending
00:04:00.000 booked: done M1
00:04:15.000 (by hand: PUT space 2 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db3+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:04:30.000 claimed: conflict, the other service's pool begins at space 2, it would not see that this one is taken over: stop it, or give one of the two another range in pool
00:04:30.000 = M1 "Board meeting" scheduled from 300s to 600s
00:04:30.000 =   board@video.example.com pending, 0 attempts
00:04:30.000 = space 1 free
00:04:30.000 = space 2 free
00:04:30.000 = space 3 free
00:04:30.000 = core1 up, preferred
00:04:30.000 = not ready: another service has the pool, and lives: nothing is started here (scheduler2, since 2026-11-01T08:00:00Z)
00:04:30.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:04:30.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:04:30.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:05:00.000 * M1 waiting: another service has the pool, and lives: nothing is started here
00:08:16.640 ! the service that had the pool has fallen silent, the pool is taken over: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait a moment"
00:08:16.640 * space 1 closing
00:08:16.640 * space 2 closing
00:08:16.640 * space 3 closing
00:08:16.640 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:17.680 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:17.680 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:08:17.680 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true
00:08:17.680 - the pool is marked as ours: installation=e13bd6b8
00:08:17.700 > core1 GET /calls?coSpaceFilter=S1
00:08:17.700 > core1 GET /calls?coSpaceFilter=S2
00:08:17.700 > core1 GET /calls?coSpaceFilter=S3
00:08:17.720 * M1 starting, space 1
00:08:17.720 * space 1 in_use
00:08:17.720 * space 2 free
00:08:17.720 * space 3 free
00:08:17.720 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:08:17.740 > core1 POST /calls coSpace=S1
00:08:17.760 < core1 200 C1
00:08:17.760 * M1 active, space 1, call C1 on core1
00:08:17.760 * P1 board@video.example.com dialing
00:08:17.760 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:08:17.780 < core1 200 L1
00:08:18.800 * P1 board@video.example.com ringing
00:08:20.820 * P1 board@video.example.com connected
00:08:32.700 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:09:32.740 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:10:00.000 * M1 ending, space 1, call C1 on core1
00:10:00.000 * P1 board@video.example.com disconnected
00:10:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:10:00.020 > core1 DELETE /calls/C1
00:10:00.040 * M1 ended
00:10:00.040 * space 1 free
00:10:32.780 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:11:32.820 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:12:32.860 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:13:32.900 > core1 PUT /cospaces/S1 cdrTag=(its mark)
