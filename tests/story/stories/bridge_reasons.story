# Each way to be unwell has its word and its advice.
bridges 3
pool 1 1
ready
at 30s
fault * * refuse on core1
fault * * garbage on core2
fault * * status status 405 on core3
at 60s
health
heal
fault * * status status 500 on core1
fault * * delay delay 20s on core2
fault * * drop_before on core3
at 3m
health
heal
fault * * status status 503 on core1
fault * * status status 401 on core2
fault * * status status 403 on core3
at 4m
health
heal
reload
at 6m
health
idle
---
00:00:30.060 < core1 GET /callProfiles/X1: connection refused
00:00:30.060 < core1 GET /callLegProfiles/X2: connection refused
00:00:30.140 < core1 GET /system/status: connection refused
00:00:30.140 < core2 GET /system/status: 200 <html><p>It works & more<br>
00:00:30.140 < core3 GET /system/status: 405
00:00:30.140 * core1 down
00:00:30.140 * core2 up, preferred
00:00:31.080 < core2 GET /callProfiles/X1: 200 <html><p>It works & more<br>
00:00:31.080 < core2 GET /callLegProfiles/X2: 200 <html><p>It works & more<br>
00:00:31.080 * core2 down
00:00:31.080 * core3 up, preferred
00:00:33.100 < core3 GET /callProfiles/X1: 405
00:00:33.100 < core3 GET /callLegProfiles/X2: 405
00:00:33.100 * core3 down, preferred
00:00:35.160 < core2 GET /system/status: 200 <html><p>It works & more<br>
00:00:35.160 < core3 GET /system/status: 405
00:00:40.180 < core2 GET /system/status: 200 <html><p>It works & more<br>
00:00:40.180 < core3 GET /system/status: 405
00:00:45.200 < core2 GET /system/status: 200 <html><p>It works & more<br>
00:00:45.200 < core3 GET /system/status: 405
00:00:50.220 < core2 GET /system/status: 200 <html><p>It works & more<br>
00:00:50.220 < core3 GET /system/status: 405
00:00:55.240 < core2 GET /system/status: 200 <html><p>It works & more<br>
00:00:55.240 < core3 GET /system/status: 405
00:01:00.000 = core1 failed_over, down: refused -> start it, or its API; check the port and the firewall
00:01:00.000 = core2 failed_over, down: garbled -> check that url leads to the API of a Meeting Server
00:01:00.000 = core3 backup, down: wrong_port (preferred) -> put the port of its web administration into url, then systemctl reload cospaced (or SIGHUP)
00:01:00.000 the faults are over
00:01:00.260 < core1 GET /system/status: 500
00:01:05.280 < core1 GET /system/status: 500
00:01:10.300 < core1 GET /system/status: 500
00:01:15.320 < core1 GET /system/status: 500
00:01:20.340 < core1 GET /system/status: 500
00:01:25.360 < core1 GET /system/status: 500
00:01:30.380 < core1 GET /system/status: 500
00:01:35.400 < core1 GET /system/status: 500
00:01:40.420 < core1 GET /system/status: 500
00:01:45.440 < core1 GET /system/status: 500
00:01:50.460 < core1 GET /system/status: 500
00:01:55.480 < core1 GET /system/status: 500
00:02:00.500 < core1 GET /system/status: 500
00:02:05.520 < core1 GET /system/status: 500
00:02:10.540 < core1 GET /system/status: 500
00:02:15.560 < core1 GET /system/status: 500
00:02:20.580 < core1 GET /system/status: 500
00:02:25.600 < core1 GET /system/status: 500
00:02:30.620 < core1 GET /system/status: 500
00:02:35.640 < core1 GET /system/status: 500
00:02:40.660 < core1 GET /system/status: 500
00:02:45.680 < core1 GET /system/status: 500
00:02:50.700 < core1 GET /system/status: 500
00:02:55.720 < core1 GET /system/status: 500
00:03:00.000 = core1 failed_over, down: broken -> look into its log; restart it if they last
00:03:00.000 = core2 failed_over, down: timed_out -> check that it runs and that the network reaches it
00:03:00.000 = core3 backup, down: cut_off (preferred) -> look whether it restarts again and again
00:03:00.000 the faults are over
00:03:00.260 < core2 GET /system/status: 401
00:03:00.740 < core1 GET /system/status: 503
00:03:00.740 < core3 GET /system/status: 403
00:03:00.740 * core1 degraded, preferred
00:03:00.740 * core3 down
00:03:00.760 < core1 GET /coSpaces/S1: 503
00:03:00.760 < core1 GET /calls: 503
00:03:00.760 < core1 GET /callProfiles/X1: 503
00:03:00.760 < core1 GET /callLegProfiles/X2: 503
00:03:01.780 < core1 GET /coSpaces/S1: 503
00:03:01.780 < core1 GET /system/load: 503
00:03:05.760 < core1 GET /system/status: 503
00:03:10.780 < core1 GET /system/status: 503
00:03:15.800 < core1 GET /system/status: 503
00:03:20.820 < core1 GET /system/status: 503
00:03:25.840 < core1 GET /system/status: 503
00:03:30.860 < core1 GET /system/status: 503
00:03:35.880 < core1 GET /system/status: 503
00:03:40.900 < core1 GET /system/status: 503
00:03:45.920 < core1 GET /system/status: 503
00:03:50.940 < core1 GET /system/status: 503
00:03:55.960 < core1 GET /system/status: 503
00:04:00.000 = core1 normal, degraded: busy (preferred) -> wait; if it lasts, look at its load and its database
00:04:00.000 = core2 normal, down: wrong_password -> correct credentials, then systemctl reload cospaced (or SIGHUP): it is not asked before
00:04:00.000 = core3 normal, down: forbidden -> give the user the role api, then systemctl reload cospaced (or SIGHUP): it is not asked before
00:04:00.000 the faults are over
00:04:00.000 the configuration is read again
00:04:00.000 * core2 unknown
00:04:00.000 * core3 unknown
00:04:00.020 * core1 up, preferred
00:04:00.020 * core2 up
00:04:00.020 * core3 up
00:06:00.000 = core1 normal, up: answered (preferred) -> nothing
00:06:00.000 = core2 normal, up: answered -> nothing
00:06:00.000 = core3 normal, up: answered -> nothing
