# The clock is set back by three hours and, two minutes later, forth again, with a meeting running, one that waits for its start,
# one that is dialling again and again. Nothing ends early, nothing starts twice, nobody waits for hours to be dialled again.
bridges 1
pool 1 3
leg busy@video.example.com busy
leg room@video.example.com answer
ready
book Running at 60s for 10m dial room@video.example.com dial busy@video.example.com
book Later at 5m for 5m dial room@video.example.com
at 2m
clock -3h
at 4m
clock 3h
at 6m
meetings
at 15m
meetings
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 room@video.example.com pending
00:00:10.000 * P2 busy@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 * P3 room@video.example.com pending
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 room@video.example.com dialing
00:01:00.040 * P2 busy@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:01.080 * P1 room@video.example.com ringing
00:01:01.080 * P2 busy@video.example.com ringing
00:01:03.100 < core1 GET /callLegs/L2: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:03.100 > core1 GET /calls/C1/calllegs
00:01:03.100 * P1 room@video.example.com connected
00:01:03.120 * P2 busy@video.example.com pending: no answer, busy or refused
00:01:08.120 * P2 busy@video.example.com dialing, attempt 2
00:01:08.120 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P2
00:01:08.140 < core1 200 L3
00:01:09.160 * P2 busy@video.example.com ringing, attempt 2
00:01:11.180 < core1 GET /callLegs/L3: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:11.180 > core1 GET /calls/C1/calllegs
00:01:11.200 * P2 busy@video.example.com pending, attempt 2: no answer, busy or refused
00:01:26.200 * P2 busy@video.example.com dialing, attempt 3
00:01:26.200 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P2
00:01:26.220 < core1 200 L4
00:01:27.240 * P2 busy@video.example.com ringing, attempt 3
00:01:29.260 < core1 GET /callLegs/L4: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:29.260 > core1 GET /calls/C1/calllegs
00:01:29.280 * P2 busy@video.example.com pending, attempt 3: no answer, busy or refused
00:01:59.280 * P2 busy@video.example.com dialing, attempt 4
00:01:59.280 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P2
00:01:59.300 < core1 200 L5
00:02:00.000 the service's clock is set by -10800000 ms
00:02:00.020 ! a bridge's clock is far from ours: bridge=core1 skew_ms=10799980 advice="set both clocks by NTP: meetings start by the clock here"
00:02:00.020 * P2 busy@video.example.com ringing, attempt 4
00:02:02.040 < core1 GET /callLegs/L5: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:02.040 > core1 GET /calls/C1/calllegs
00:02:02.060 * P2 busy@video.example.com pending, attempt 4: no answer, busy or refused
00:03:02.060 * P2 busy@video.example.com dialing, attempt 5
00:03:02.060 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P2
00:03:02.080 < core1 200 L6
00:03:03.100 * P2 busy@video.example.com ringing, attempt 5
00:03:05.120 < core1 GET /callLegs/L6: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:03:05.120 > core1 GET /calls/C1/calllegs
00:03:05.140 * P2 busy@video.example.com pending, attempt 5: no answer, busy or refused
00:04:00.000 the service's clock is set by 10800000 ms
00:04:00.000 ! the clock leapt forward: meetings wait for a bridge that says the same time: until=2026-11-23T09:05:00Z
00:04:00.000 * P2 busy@video.example.com dialing, attempt 6
00:04:00.020 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P2
00:04:00.020 - a bridge says the same time: meetings go on: bridge=core1 skew_ms=-20
00:04:00.020 - a bridge's clock is right again: bridge=core1 skew_ms=-20
00:04:00.040 < core1 200 L7
00:04:01.060 * P2 busy@video.example.com ringing, attempt 6
00:04:03.080 < core1 GET /callLegs/L7: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:04:03.080 > core1 GET /calls/C1/calllegs
00:04:03.100 * P2 busy@video.example.com pending, attempt 6: no answer, busy or refused
00:05:00.000 * M2 starting, space 2
00:05:00.000 * space 2 in_use
00:05:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Later&secret=X6
00:05:00.020 > core1 POST /calls coSpace=S2
00:05:00.040 < core1 200 C2
00:05:00.040 * M2 active, space 2, call C2 on core1
00:05:00.040 * P3 room@video.example.com dialing
00:05:00.040 > core1 POST /calls/C2/calllegs remoteParty=room@video.example.com
00:05:00.060 < core1 200 L8
00:05:01.080 * P3 room@video.example.com ringing
00:05:03.100 * P3 room@video.example.com connected
00:06:00.000 = M1 "Running" active from 60s to 660s space 1 call C1 on core1
00:06:00.000 =   room@video.example.com connected, 1 attempts, leg L1
00:06:00.000 =   busy@video.example.com pending, 6 attempts: no answer, busy or refused
00:06:00.000 = M2 "Later" active from 300s to 600s space 2 call C2 on core1
00:06:00.000 =   room@video.example.com connected, 1 attempts, leg L8
00:09:03.100 * P2 busy@video.example.com dialing, attempt 7
00:09:03.100 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P2
00:09:03.120 < core1 200 L9
00:09:04.140 * P2 busy@video.example.com ringing, attempt 7
00:09:06.160 < core1 GET /callLegs/L9: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:09:06.160 > core1 GET /calls/C1/calllegs
00:09:06.180 * P2 busy@video.example.com failed, attempt 7: no answer, busy or refused
00:10:00.000 * M2 ending, space 2, call C2 on core1
00:10:00.000 * P3 room@video.example.com disconnected
00:10:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:10:00.020 > core1 DELETE /calls/C2
00:10:00.040 * M2 ended
00:10:00.040 * space 2 free
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 room@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
00:15:00.000 = M1 "Running" ended from 60s to 660s
00:15:00.000 =   room@video.example.com disconnected, 1 attempts
00:15:00.000 =   busy@video.example.com failed, 7 attempts: no answer, busy or refused
00:15:00.000 = M2 "Later" ended from 300s to 600s
00:15:00.000 =   room@video.example.com disconnected, 1 attempts
