# The clock is set back by an hour while the service is dead: who was to be dialled again in half a minute does not wait an
# hour.
bridges 1
pool 1 1
ready
leg board@video.example.com reject times 2
book "Board meeting" at 60s for 30m dial board@video.example.com
at 70s
crash after_send for 10s
at 75s
clock -1h
at 3m
show
at 32m
cancel M1
at 33m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:01.080 > core1 GET /calls/C1/calllegs
00:01:01.100 * P1 board@video.example.com pending: no answer, busy or refused
00:01:06.100 * P1 board@video.example.com dialing, attempt 2
00:01:06.100 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:06.120 < core1 200 L2
00:01:07.140 < core1 GET /callLegs/L2: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:07.140 > core1 GET /calls/C1/calllegs
00:01:07.160 * P1 board@video.example.com pending, attempt 2: no answer, busy or refused
00:01:10.280 the service dies after it has sent
00:01:15.000 the service's clock is set by -3600000 ms
00:01:20.280 the service starts
00:01:20.280 * core1 unknown, preferred
00:01:20.300 > core1 GET /calls/C1/calllegs
00:01:20.300 ! a bridge's clock is far from ours: bridge=core1 skew_ms=3599700 advice="set both clocks by NTP: meetings start by the clock here"
00:01:20.300 * core1 up, preferred
00:01:20.320 * P1 board@video.example.com dialing, attempt 3
00:01:20.320 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:20.340 < core1 200 L3
00:01:21.360 * P1 board@video.example.com ringing, attempt 3
00:01:23.380 * P1 board@video.example.com connected, attempt 3
00:01:53.400 > core1 GET /calls/C1/calllegs
00:03:00.000 = M1 "Board meeting" active from 60s to 1860s space 1 call C1 on core1
00:03:00.000 =   board@video.example.com connected, 3 attempts, leg L3
00:03:00.000 = space 1 in_use
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:03:00.000 =   at core1: call C1 in S1
00:03:00.000 =   leg L3 to board@video.example.com in call C1: connected
00:32:00.000 * M1 ending, space 1, call C1 on core1: cancelled by hand
00:32:00.000 * P1 board@video.example.com disconnected, attempt 3
00:32:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:32:00.000 cancelled: done M1
00:32:00.020 > core1 DELETE /calls/C1
00:32:00.040 * M1 ended: cancelled by hand
00:32:00.040 * space 1 free
