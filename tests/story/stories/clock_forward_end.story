# The clock is set forward by three hours: what was to begin in them is missed and said so, what was running is over; what is due by
# the new clock starts. Back again, an hour later: what was over stays over, what runs goes on to its end by the clock.
bridges 1
pool 1 3
ready
book Running at 60s for 10m
book Skipped at 1h for 30m
book Due at 3h for 2h
at 2m
clock 3h
at 3m
meetings
at 62m
clock -3h
at 63m
meetings
at 305m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 booked: done M3
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:02:00.000 the service's clock is set by 10800000 ms
00:02:00.000 ! the clock leapt forward: meetings wait for a bridge that says the same time: until=2026-11-23T12:03:00Z
00:02:00.020 ! a bridge's clock is far from ours: bridge=core1 skew_ms=-10800020 advice="set both clocks by NTP: meetings start by the clock here"
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 * M2 missed: the clock was set forward over its start
00:03:00.000 * M3 starting, space 2
00:03:00.000 * space 2 in_use
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Due&secret=X6
00:03:00.000 = M1 "Running" ending from 60s to 660s space 1 call C1 on core1
00:03:00.000 = M2 "Skipped" missed from 3600s to 5400s (the clock was set forward over its start)
00:03:00.000 = M3 "Due" starting from 10800s to 18000s space 2 call  on core1
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.020 > core1 POST /calls coSpace=S2
00:03:00.040 < core1 200 C2
00:03:00.040 * M1 ended
00:03:00.040 * M3 active, space 2, call C2 on core1
00:03:00.040 * space 1 free
01:02:00.000 the service's clock is set by -10800000 ms
01:02:00.020 - a bridge's clock is right again: bridge=core1 skew_ms=-20
01:03:00.000 = M1 "Running" ended from 60s to 660s
01:03:00.000 = M2 "Skipped" missed from 3600s to 5400s (the clock was set forward over its start)
01:03:00.000 = M3 "Due" active from 10800s to 18000s space 2 call C2 on core1
05:00:00.000 * M3 ending, space 2, call C2 on core1
05:00:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
05:00:00.020 > core1 DELETE /calls/C2
05:00:00.040 * M3 ended
05:00:00.040 * space 2 free
