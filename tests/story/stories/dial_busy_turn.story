# The bridge is too busy for a dial: that is no answer about the person and uses up none of the meeting's turns, it has the next one.
bridges 1
pool 1 2
set legs_per_second 1
ready
book First at 60s for 4m dial a1@example.com dial a2@example.com dial a3@example.com
book Second at 60s for 4m dial b1@example.com dial b2@example.com dial b3@example.com
at 60s
fault POST */calllegs status status 503 count 1
at 2m
show
at 6m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 a1@example.com pending
00:00:10.000 * P2 a2@example.com pending
00:00:10.000 * P3 a3@example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 * P4 b1@example.com pending
00:00:10.000 * P5 b2@example.com pending
00:00:10.000 * P6 b3@example.com pending
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * M2 starting, space 2
00:01:00.000 * space 1 in_use
00:01:00.000 * space 2 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.020 > core1 POST /calls coSpace=S2
00:01:00.040 < core1 200 C1
00:01:00.040 < core1 200 C2
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 a1@example.com dialing
00:01:00.040 * M2 active, space 2, call C2 on core1
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=a1@example.com
00:01:00.060 < core1 POST /calls/C1/calllegs: 503
00:01:00.060 * core1 degraded, preferred
00:01:00.060 * P1 a1@example.com pending
00:01:00.140 * core1 up, preferred
00:01:01.040 * P2 a2@example.com dialing
00:01:01.040 > core1 POST /calls/C1/calllegs remoteParty=a2@example.com
00:01:01.060 < core1 200 L1
00:01:02.040 * P4 b1@example.com dialing
00:01:02.040 > core1 POST /calls/C2/calllegs remoteParty=b1@example.com
00:01:02.060 < core1 200 L2
00:01:02.080 * P2 a2@example.com ringing
00:01:03.040 * P3 a3@example.com dialing
00:01:03.040 > core1 POST /calls/C1/calllegs remoteParty=a3@example.com
00:01:03.060 < core1 200 L3
00:01:03.080 * P4 b1@example.com ringing
00:01:04.040 * P5 b2@example.com dialing
00:01:04.040 > core1 POST /calls/C2/calllegs remoteParty=b2@example.com
00:01:04.060 < core1 200 L4
00:01:04.080 * P3 a3@example.com ringing
00:01:04.100 * P2 a2@example.com connected
00:01:05.040 * P1 a1@example.com dialing
00:01:05.040 > core1 POST /calls/C1/calllegs remoteParty=a1@example.com
00:01:05.060 < core1 200 L5
00:01:05.080 * P5 b2@example.com ringing
00:01:05.100 * P4 b1@example.com connected
00:01:06.040 * P6 b3@example.com dialing
00:01:06.040 > core1 POST /calls/C2/calllegs remoteParty=b3@example.com
00:01:06.060 < core1 200 L6
00:01:06.080 * P1 a1@example.com ringing
00:01:06.100 * P3 a3@example.com connected
00:01:07.080 * P6 b3@example.com ringing
00:01:07.100 * P5 b2@example.com connected
00:01:08.100 * P1 a1@example.com connected
00:01:09.100 * P6 b3@example.com connected
00:02:00.000 = M1 "First" active from 60s to 300s space 1 call C1 on core1
00:02:00.000 =   a1@example.com connected, 1 attempts, leg L5
00:02:00.000 =   a2@example.com connected, 1 attempts, leg L1
00:02:00.000 =   a3@example.com connected, 1 attempts, leg L3
00:02:00.000 = M2 "Second" active from 60s to 300s space 2 call C2 on core1
00:02:00.000 =   b1@example.com connected, 1 attempts, leg L2
00:02:00.000 =   b2@example.com connected, 1 attempts, leg L4
00:02:00.000 =   b3@example.com connected, 1 attempts, leg L6
00:02:00.000 = space 1 in_use
00:02:00.000 = space 2 in_use
00:02:00.000 = core1 up, preferred, last error: status 503: the bridge is busy
00:02:00.000 =   at the bridges: S1 "First" uri 1, open
00:02:00.000 =   at the bridges: S2 "Second" uri 2, open
00:02:00.000 =   at core1: call C1 in S1
00:02:00.000 =   at core1: call C2 in S2
00:02:00.000 =   leg L1 to a2@example.com in call C1: connected
00:02:00.000 =   leg L2 to b1@example.com in call C2: connected
00:02:00.000 =   leg L3 to a3@example.com in call C1: connected
00:02:00.000 =   leg L4 to b2@example.com in call C2: connected
00:02:00.000 =   leg L5 to a1@example.com in call C1: connected
00:02:00.000 =   leg L6 to b3@example.com in call C2: connected
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 * P1 a1@example.com disconnected
00:05:00.000 * P2 a2@example.com disconnected
00:05:00.000 * P3 a3@example.com disconnected
00:05:00.000 * M2 ending, space 2, call C2 on core1
00:05:00.000 * P4 b1@example.com disconnected
00:05:00.000 * P5 b2@example.com disconnected
00:05:00.000 * P6 b3@example.com disconnected
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.020 > core1 DELETE /calls/C2
00:05:00.040 * M1 ended
00:05:00.040 * M2 ended
00:05:00.040 * space 1 free
00:05:00.040 * space 2 free
