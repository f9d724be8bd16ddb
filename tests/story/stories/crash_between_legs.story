# The service dies between its dials, paced here: who was dialled is watched on, who was not is dialled; nobody twice.
bridges 1
pool 1 1
set legs_per_second 20
ready
book Board at 60s for 5m dial a@video.example.com dial b@video.example.com dial c@video.example.com dial d@video.example.com
at 60s
crash after_send on dial for 5s
at 2m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 a@video.example.com pending
00:00:10.000 * P2 b@video.example.com pending
00:00:10.000 * P3 c@video.example.com pending
00:00:10.000 * P4 d@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 a@video.example.com dialing
00:01:00.040 * P2 b@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=a@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=b@video.example.com
00:01:00.040 the service dies after it has sent
00:01:05.040 the service starts
00:01:05.040 * core1 unknown, preferred
00:01:05.060 > core1 GET /calls/C1/calllegs
00:01:05.060 > core1 GET /calls/C1/calllegs
00:01:05.060 * core1 up, preferred
00:01:05.060 * P3 c@video.example.com dialing
00:01:05.060 * P4 d@video.example.com dialing
00:01:05.060 > core1 POST /calls/C1/calllegs remoteParty=c@video.example.com
00:01:05.060 > core1 POST /calls/C1/calllegs remoteParty=d@video.example.com
00:01:05.080 < core1 200 L1
00:01:05.080 < core1 200 L2
00:01:05.080 - call leg adopted: meeting=M1 participant=P1 call_leg=L3
00:01:05.080 - call leg adopted: meeting=M1 participant=P2 call_leg=L4
00:01:05.100 * P1 a@video.example.com connected
00:01:05.100 * P2 b@video.example.com connected
00:01:06.100 * P3 c@video.example.com ringing
00:01:06.100 * P4 d@video.example.com ringing
00:01:08.120 * P3 c@video.example.com connected
00:01:08.120 * P4 d@video.example.com connected
00:01:35.120 > core1 GET /calls/C1/calllegs
00:01:35.120 > core1 GET /calls/C1/calllegs
00:02:00.000 = M1 "Board" active from 60s to 360s space 1 call C1 on core1
00:02:00.000 =   a@video.example.com connected, 1 attempts, leg L3
00:02:00.000 =   b@video.example.com connected, 1 attempts, leg L4
00:02:00.000 =   c@video.example.com connected, 1 attempts, leg L1
00:02:00.000 =   d@video.example.com connected, 1 attempts, leg L2
00:02:00.000 = space 1 in_use
00:02:00.000 = core1 up, preferred
00:02:00.000 =   at the bridges: S1 "Board" uri 1, open
00:02:00.000 =   at core1: call C1 in S1
00:02:00.000 =   leg L3 to a@video.example.com in call C1: connected
00:02:00.000 =   leg L4 to b@video.example.com in call C1: connected
00:02:00.000 =   leg L1 to c@video.example.com in call C1: connected
00:02:00.000 =   leg L2 to d@video.example.com in call C1: connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 a@video.example.com disconnected
00:06:00.000 * P2 b@video.example.com disconnected
00:06:00.000 * P3 c@video.example.com disconnected
00:06:00.000 * P4 d@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
