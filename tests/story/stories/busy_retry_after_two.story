# A bridge says that it wants peace for ten minutes, though its probes are well: it is left in peace for one, and what is
# due meanwhile goes to the other: a start, and the end of a meeting whose call is on the first.
pool 1 3
ready
book First at 30s for 90s
book Second at 60s for 4m
book Third at 70s for 4m
at 59s
fault PUT /api/v1/cospaces/* status status 503 retry 10m count 1
at 4m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 booked: done M3
00:00:30.000 * M1 starting, space 1
00:00:30.000 * space 1 in_use
00:00:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:00:30.020 > core1 POST /calls coSpace=S1
00:00:30.040 < core1 200 C1
00:00:30.040 * M1 active, space 1, call C1 on core1
00:01:00.000 * M2 starting, space 2
00:01:00.000 * space 2 in_use
00:01:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:00.020 < core1 PUT /cospaces/S2: 503
00:01:00.020 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:00.020 * core1 degraded, preferred
00:01:00.040 > core2 POST /calls coSpace=S2
00:01:00.060 < core2 200 C2
00:01:00.060 * M2 active, space 2, call C2 on core2
00:01:00.260 * core1 up, preferred
00:01:10.000 * M3 starting, space 3
00:01:10.000 * space 3 in_use
00:01:10.000 > core2 PUT /cospaces/S3 &nonMemberAccess=true&passcode=&name=Third&secret=X7
00:01:10.020 > core2 POST /calls coSpace=S3
00:01:10.040 < core2 200 C3
00:01:10.040 * M3 active, space 3, call C3 on core2
00:02:00.000 * M1 ending, space 1, call C1 on core1
00:02:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended
00:02:00.040 * space 1 closing
00:02:00.040 > core2 GET /calls?coSpaceFilter=S1
00:02:00.060 * space 1 free
00:04:00.000 = M1 "First" ended from 30s to 120s
00:04:00.000 = M2 "Second" active from 60s to 300s space 2 call C2 on core2
00:04:00.000 = M3 "Third" active from 70s to 310s space 3 call C3 on core2
00:04:00.000 = space 1 free
00:04:00.000 = space 2 in_use
00:04:00.000 = space 3 in_use
00:04:00.000 = core1 up, preferred, last error: status 503: the bridge is busy
00:04:00.000 = core2 up
00:04:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:04:00.000 =   at the bridges: S2 "Second" uri 2, open
00:04:00.000 =   at the bridges: S3 "Third" uri 3, open
00:04:00.000 =   at core2: call C2 in S2
00:04:00.000 =   at core2: call C3 in S3
00:05:00.000 * M2 ending, space 2, call C2 on core2
00:05:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:05:00.020 > core2 DELETE /calls/C2
00:05:00.040 * M2 ended
00:05:00.040 * space 2 closing
00:05:00.040 > core1 GET /calls?coSpaceFilter=S2
00:05:00.060 * space 2 free
00:05:10.000 * M3 ending, space 3, call C3 on core2
00:05:10.000 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true
00:05:10.020 > core2 DELETE /calls/C3
00:05:10.040 * M3 ended
00:05:10.040 * space 3 closing
00:05:10.040 > core1 GET /calls?coSpaceFilter=S3
00:05:10.060 * space 3 free
