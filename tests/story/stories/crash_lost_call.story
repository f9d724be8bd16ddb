# The service is away while the bridge is started again: its call is gone, it is opened again, who was in it is dialled again.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 2m
crash after_send for 30s
at 130s
stop core1
restart core1
at 8m
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
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:02:00.060 the service dies after it has sent
00:02:10.000 core1 stops
00:02:10.000 core1 is back
00:02:30.060 the service starts
00:02:30.060 * core1 unknown, preferred
00:02:30.080 * core1 up, preferred
00:02:30.100 < core1 GET /calls/C1: 400 <failureDetails><callDoesNotExist /></failureDetails>
00:02:30.100 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:02:30.100 * M1 starting, space 1: its call was closed on the bridge
00:02:30.100 * P1 board@video.example.com pending
00:02:30.100 > core1 POST /calls coSpace=S1
00:02:30.120 < core1 200 C2
00:02:30.120 * M1 active, space 1, call C2 on core1
00:02:30.143 * P1 board@video.example.com dialing, attempt 2
00:02:30.143 > core1 POST /calls/C2/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:30.163 < core1 200 L2
00:02:31.183 * P1 board@video.example.com ringing, attempt 2
00:02:33.203 * P1 board@video.example.com connected, attempt 2
00:06:00.000 * M1 ending, space 1, call C2 on core1
00:06:00.000 * P1 board@video.example.com disconnected, attempt 2
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C2
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
