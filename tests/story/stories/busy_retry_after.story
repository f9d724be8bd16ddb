# A bridge that is busy says how long: so long it is left in peace, but for probes. Then the same again.
bridges 1
pool 1 2
ready
book "Board meeting" at 60s for 4m dial board@video.example.com
at 59s
fault PUT /api/v1/cospaces/* status status 503 retry 3s count 1
at 2m
show
at 6m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 < core1 PUT /cospaces/S1: 503
00:01:00.020 * core1 degraded, preferred
00:01:00.260 * core1 up, preferred
00:01:03.020 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:03.040 > core1 POST /calls coSpace=S1
00:01:03.060 < core1 200 C1
00:01:03.060 * M1 active, space 1, call C1 on core1
00:01:03.060 * P1 board@video.example.com dialing
00:01:03.060 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:03.080 < core1 200 L1
00:01:04.100 * P1 board@video.example.com ringing
00:01:06.120 * P1 board@video.example.com connected
00:02:00.000 = M1 "Board meeting" active from 60s to 300s space 1 call C1 on core1
00:02:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:02:00.000 = space 1 in_use
00:02:00.000 = space 2 free
00:02:00.000 = core1 up, preferred, last error: status 503: the bridge is busy
00:02:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:02:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:02:00.000 =   at core1: call C1 in S1
00:02:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 * P1 board@video.example.com disconnected
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
