# The pool is lost to another service while a meeting runs: it is left as it is, and whoever is added is not dialled. When the
# operator takes the pool back, what the other one may have done is looked at before anything is done.
bridges 1
pool 1 2
set mark scheduler1
ready
book "Board meeting" at 30s for 10m dial board@video.example.com
at 60s
hand mark 1 b1 scheduler2
at 2m
hand mark 1 b2 scheduler2
at 150s
add M1 second@video.example.com
at 3m
claim
at 12m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:30.000 * M1 starting, space 1
00:00:30.000 * space 1 in_use
00:00:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:00:30.020 > core1 POST /calls coSpace=S1
00:00:30.040 < core1 200 C1
00:00:30.040 * M1 active, space 1, call C1 on core1
00:00:30.040 * P1 board@video.example.com dialing
00:00:30.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:00:30.060 < core1 200 L1
00:00:31.080 * P1 board@video.example.com ringing
00:00:33.100 * P1 board@video.example.com connected
00:01:00.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:01:17.260 ! another service has marked the pool, it is watched whether it lives: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:02:00.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db2+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:02:02.320 ! another service has the pool, and lives: nothing is started here: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim"
00:02:30.000 * P2 second@video.example.com pending
00:02:30.000 added: done M1
00:03:00.000 ! the pool is taken over from another service: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait a moment"
00:03:00.000 * space 2 closing
00:03:00.000 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:03:00.000 claimed: done
00:03:01.040 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:03:01.040 - the pool is marked as ours: installation=e13bd6b8
00:03:01.040 * P2 second@video.example.com dialing, attempt 2
00:03:01.040 > core1 GET /calls?coSpaceFilter=S1
00:03:01.060 > core1 POST /calls/C1/calllegs remoteParty=second@video.example.com&ownerId=P2
00:03:01.060 > core1 GET /calls?coSpaceFilter=S2
00:03:01.080 < core1 200 L2
00:03:01.080 * space 2 free
00:03:02.080 > core1 GET /calls/C1/calllegs
00:03:04.120 * P2 second@video.example.com connected, attempt 2
00:03:16.060 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:04:16.100 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:16.140 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:16.180 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:16.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:16.260 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:09:16.300 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:10:16.340 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:10:30.000 * M1 ending, space 1, call C1 on core1
00:10:30.000 * P1 board@video.example.com disconnected
00:10:30.000 * P2 second@video.example.com disconnected, attempt 2
00:10:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:10:30.020 > core1 DELETE /calls/C1
00:10:30.040 * M1 ended
00:10:30.040 * space 1 free
00:11:16.380 > core1 PUT /cospaces/S1 cdrTag=(its mark)
