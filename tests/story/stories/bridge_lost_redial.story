# The bridge is lost in mid-meeting: the call is opened on the next, who was in it or was to be dialled still is
# dialled once; not he who hung up. They stay there when the bridge comes back.
pool 1 1
set failback_after 1m
leg left@video.example.com answer drop 10s
leg busy@video.example.com busy times 5
ready
book "Board meeting" at 60s for 10m dial board@video.example.com dial left@video.example.com dial busy@video.example.com
at 2m
stop core1
at 3m
show
restart core1
at 13m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 * P2 left@video.example.com pending
00:00:10.000 * P3 busy@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 * P2 left@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=left@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:00.090 * P3 busy@video.example.com dialing
00:01:00.090 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com
00:01:00.110 < core1 200 L3
00:01:01.080 * P1 board@video.example.com ringing
00:01:01.080 * P2 left@video.example.com ringing
00:01:01.130 * P3 busy@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:03.100 * P2 left@video.example.com connected
00:01:03.150 < core1 GET /callLegs/L3: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:03.150 > core1 GET /calls/C1/calllegs
00:01:03.170 * P3 busy@video.example.com pending: no answer, busy or refused
00:01:08.170 * P3 busy@video.example.com dialing, attempt 2
00:01:08.170 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P3
00:01:08.190 < core1 200 L4
00:01:09.210 * P3 busy@video.example.com ringing, attempt 2
00:01:11.230 < core1 GET /callLegs/L4: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:11.230 > core1 GET /calls/C1/calllegs
00:01:11.250 * P3 busy@video.example.com pending, attempt 2: no answer, busy or refused
00:01:18.120 < core1 GET /callLegs/L2: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:18.120 > core1 GET /calls/C1/calllegs
00:01:18.140 * P2 left@video.example.com disconnected
00:01:26.250 * P3 busy@video.example.com dialing, attempt 3
00:01:26.250 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P3
00:01:26.270 < core1 200 L5
00:01:27.290 * P3 busy@video.example.com ringing, attempt 3
00:01:29.310 < core1 GET /callLegs/L5: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:29.310 > core1 GET /calls/C1/calllegs
00:01:29.330 * P3 busy@video.example.com pending, attempt 3: no answer, busy or refused
00:01:59.330 * P3 busy@video.example.com dialing, attempt 4
00:01:59.330 > core1 POST /calls/C1/calllegs remoteParty=busy@video.example.com&ownerId=P3
00:01:59.350 < core1 200 L6
00:02:00.000 core1 stops
00:02:00.070 < core1 GET /calls: connection refused
00:02:00.070 < core1 GET /calls/C1: connection refused
00:02:00.200 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:02:00.230 < core1 GET /system/load: connection refused
00:02:00.230 * core1 down
00:02:00.230 * core2 up, preferred
00:02:00.230 * M1 starting, space 1: its bridge was lost
00:02:00.230 * P1 board@video.example.com pending
00:02:00.230 * P3 busy@video.example.com pending, attempt 4
00:02:00.230 > core2 POST /calls coSpace=S1
00:02:00.250 < core2 200 C2
00:02:00.250 * M1 active, space 1, call C2 on core2
00:02:00.273 * P1 board@video.example.com dialing, attempt 2
00:02:00.273 > core2 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:00.293 < core2 200 L7
00:02:00.307 * P3 busy@video.example.com dialing, attempt 5
00:02:00.307 > core2 POST /calls/C2/calllegs remoteParty=busy@video.example.com&ownerId=P3
00:02:00.327 < core2 200 L8
00:02:01.313 * P1 board@video.example.com ringing, attempt 2
00:02:01.347 * P3 busy@video.example.com ringing, attempt 5
00:02:03.333 * P1 board@video.example.com connected, attempt 2
00:02:03.367 < core2 GET /callLegs/L8: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:03.367 > core2 GET /calls/C2/calllegs
00:02:03.387 * P3 busy@video.example.com pending, attempt 5: no answer, busy or refused
00:03:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C2 on core2
00:03:00.000 =   board@video.example.com connected, 2 attempts, leg L7
00:03:00.000 =   left@video.example.com disconnected, 1 attempts
00:03:00.000 =   busy@video.example.com pending, 5 attempts: no answer, busy or refused
00:03:00.000 = space 1 in_use
00:03:00.000 = core1 down, last error: connection refused
00:03:00.000 = core2 up, preferred
00:03:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:03:00.000 =   at core2: call C2 in S1
00:03:00.000 =   leg L7 to board@video.example.com in call C2: connected
00:03:00.000 core1 is back
00:03:00.300 - a bridge's alarms are over: bridge=core2 alarms=""
00:03:00.620 * core1 up
00:03:00.620 > core1 GET /calls?coSpaceFilter=S1
00:04:00.620 * core1 up, preferred
00:04:00.620 * core2 up
00:04:03.387 * P3 busy@video.example.com dialing, attempt 6
00:04:03.387 > core2 POST /calls/C2/calllegs remoteParty=busy@video.example.com&ownerId=P3
00:04:03.407 < core2 200 L9
00:04:04.427 * P3 busy@video.example.com ringing, attempt 6
00:04:06.447 * P3 busy@video.example.com connected, attempt 6
00:11:00.000 * M1 ending, space 1, call C2 on core2
00:11:00.000 * P1 board@video.example.com disconnected, attempt 2
00:11:00.000 * P3 busy@video.example.com disconnected, attempt 6
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core2 DELETE /calls/C2
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core1 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
