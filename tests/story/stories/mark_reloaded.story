# Another service has the pool, and its mark is looked at in between again and again, as the configuration is: how often it is
# looked at is not how long it stands still.
bridges 1
pool 1 2
set mark scheduler1
ready
hand mark 1 b1 scheduler2
at 90s
hand mark 1 b2 scheduler2
at 97s
reload
at 99s
reload
at 101s
reload
at 103s
reload
at 105s
reload
at 107s
reload
at 109s
reload
at 111s
reload
at 113s
reload
at 115s
reload
at 117s
reload
at 119s
reload
at 121s
reload
at 123s
reload
at 125s
reload
at 127s
reload
at 129s
reload
at 131s
reload
at 133s
reload
at 135s
reload
at 145s
hand mark 1 b3 scheduler2
at 160s
idle
---
00:00:10.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db1+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:00:17.220 ! another service has marked the pool, it is watched whether it lives: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:01:30.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db2+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
00:01:32.320 ! another service has the pool, and lives: nothing is started here: host="scheduler2" since=2026-11-01T08:00:00Z installation=0ff1ce00 advice="stop one of the two, or give this one another range in pool; to move the pool here: cospacectl claim"
00:01:37.000 the configuration is read again
00:01:39.000 the configuration is read again
00:01:41.000 the configuration is read again
00:01:43.000 the configuration is read again
00:01:45.000 the configuration is read again
00:01:47.000 the configuration is read again
00:01:49.000 the configuration is read again
00:01:51.000 the configuration is read again
00:01:53.000 the configuration is read again
00:01:55.000 the configuration is read again
00:01:57.000 the configuration is read again
00:01:59.000 the configuration is read again
00:02:01.000 the configuration is read again
00:02:03.000 the configuration is read again
00:02:05.000 the configuration is read again
00:02:07.000 the configuration is read again
00:02:09.000 the configuration is read again
00:02:11.000 the configuration is read again
00:02:13.000 the configuration is read again
00:02:15.000 the configuration is read again
00:02:25.000 (by hand: PUT space 1 cdrTag=cospaced+0ff1ce00+at%3D0ff1ce01+beat%3Db3+every%3D60+since%3D2026-11-01T08:00:00Z+host%3Dscheduler2)
