# Another service has the pool, and somebody writes something else over its mark: the other one goes on, so nothing is started
# here, however long that stands there. A person may claim the pool.
bridges 1
pool 1 2
set mark scheduler1
ready
hand mark 1 b1 scheduler2
at 90s
hand mark 1 b2 scheduler2
at 2m
hand mark 1 dept+42
book "Board meeting" at 8m for 1m
at 10m
claim
at 12m
idle
---
00:00:10.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:00:17.220 ! another service has marked the pool, it is watched whether it lives: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:01:30.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db2+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:01:32.320 ! another service has the pool, and lives: nothing is started here: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim"
00:02:00.000 (by hand: PUT space 1 cdrTag=dept+42)
00:02:00.000 * M1 scheduled
00:02:00.000 booked: done M1
00:02:02.360 ! something else stands in the place of the other service's mark: nothing is started here: reason="its field is in use" cdrTag="dept 42" advice="free cdrTag of the lowest space; if the other one was stopped for good: cospacectl claim"
00:08:00.000 * M1 waiting: another service has the pool, and lives: nothing is started here
00:09:00.000 * M1 missed: another service has the pool, and lives: nothing is started here
00:10:00.000 ! the pool is taken over from another service: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait a moment"
00:10:00.000 * space 1 closing
00:10:00.000 * space 2 closing
00:10:00.000 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:10:00.000 claimed: done
00:10:01.040 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:10:01.040 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:10:01.040 - the pool is marked as ours: installation=e13bd6b8
00:10:01.060 > core1 GET /calls?coSpaceFilter=S1
00:10:01.060 > core1 GET /calls?coSpaceFilter=S2
00:10:01.080 * space 1 free
00:10:01.080 * space 2 free
00:10:16.060 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:11:16.100 > core1 PUT /cospaces/S1 cdrTag=(its mark)
