# No dial arrives, until all attempts are used up; then he is added once more. He is dialled as often and with the same waits as
# at first.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 40m dial board@video.example.com
fault POST */calllegs drop_before
at 14m
add M1 board@video.example.com
at 15m
heal
at 45m
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
00:01:00.060 < core1 POST /calls/C1/calllegs: the connection died
00:01:00.060 > core1 GET /calls/C1/calllegs
00:01:00.080 * P1 board@video.example.com pending: the dial had no clear answer, and no leg is there
00:01:05.080 > core1 GET /calls/C1/calllegs
00:01:05.100 * P1 board@video.example.com dialing, attempt 2
00:01:05.100 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:05.120 < core1 POST /calls/C1/calllegs: the connection died
00:01:05.120 > core1 GET /calls/C1/calllegs
00:01:05.140 * P1 board@video.example.com pending, attempt 2: the dial had no clear answer, and no leg is there
00:01:20.140 > core1 GET /calls/C1/calllegs
00:01:20.160 * P1 board@video.example.com dialing, attempt 3
00:01:20.160 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:20.180 < core1 POST /calls/C1/calllegs: the connection died
00:01:20.180 > core1 GET /calls/C1/calllegs
00:01:20.200 * P1 board@video.example.com pending, attempt 3: the dial had no clear answer, and no leg is there
00:01:50.200 > core1 GET /calls/C1/calllegs
00:01:50.220 * P1 board@video.example.com dialing, attempt 4
00:01:50.220 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:01:50.240 < core1 POST /calls/C1/calllegs: the connection died
00:01:50.240 > core1 GET /calls/C1/calllegs
00:01:50.260 * P1 board@video.example.com pending, attempt 4: the dial had no clear answer, and no leg is there
00:02:50.260 > core1 GET /calls/C1/calllegs
00:02:50.280 * P1 board@video.example.com dialing, attempt 5
00:02:50.280 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:02:50.300 < core1 POST /calls/C1/calllegs: the connection died
00:02:50.300 > core1 GET /calls/C1/calllegs
00:02:50.320 * P1 board@video.example.com pending, attempt 5: the dial had no clear answer, and no leg is there
00:04:50.320 > core1 GET /calls/C1/calllegs
00:04:50.340 * P1 board@video.example.com dialing, attempt 6
00:04:50.340 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:04:50.360 < core1 POST /calls/C1/calllegs: the connection died
00:04:50.360 > core1 GET /calls/C1/calllegs
00:04:50.380 * P1 board@video.example.com pending, attempt 6: the dial had no clear answer, and no leg is there
00:09:50.380 > core1 GET /calls/C1/calllegs
00:09:50.400 * P1 board@video.example.com dialing, attempt 7
00:09:50.400 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:09:50.420 < core1 POST /calls/C1/calllegs: the connection died
00:09:50.420 > core1 GET /calls/C1/calllegs
00:09:50.440 * P1 board@video.example.com failed, attempt 7: the dial had no clear answer, and no leg is there
00:10:20.420 > core1 GET /calls/C1/calllegs
00:14:00.000 * P1 board@video.example.com dialing
00:14:00.000 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:14:00.000 added: done M1
00:14:00.020 < core1 POST /calls/C1/calllegs: the connection died
00:14:00.020 > core1 GET /calls/C1/calllegs
00:14:00.040 * P1 board@video.example.com pending: the dial had no clear answer, and no leg is there
00:14:05.040 > core1 GET /calls/C1/calllegs
00:14:05.060 * P1 board@video.example.com dialing, attempt 2
00:14:05.060 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:14:05.080 < core1 POST /calls/C1/calllegs: the connection died
00:14:05.080 > core1 GET /calls/C1/calllegs
00:14:05.100 * P1 board@video.example.com pending, attempt 2: the dial had no clear answer, and no leg is there
00:14:20.100 > core1 GET /calls/C1/calllegs
00:14:20.120 * P1 board@video.example.com dialing, attempt 3
00:14:20.120 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:14:20.140 < core1 POST /calls/C1/calllegs: the connection died
00:14:20.140 > core1 GET /calls/C1/calllegs
00:14:20.160 * P1 board@video.example.com pending, attempt 3: the dial had no clear answer, and no leg is there
00:14:50.160 > core1 GET /calls/C1/calllegs
00:14:50.180 * P1 board@video.example.com dialing, attempt 4
00:14:50.180 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:14:50.200 < core1 POST /calls/C1/calllegs: the connection died
00:14:50.200 > core1 GET /calls/C1/calllegs
00:14:50.220 * P1 board@video.example.com pending, attempt 4: the dial had no clear answer, and no leg is there
00:15:00.000 the faults are over
00:15:50.220 > core1 GET /calls/C1/calllegs
00:15:50.240 * P1 board@video.example.com dialing, attempt 5
00:15:50.240 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com&ownerId=P1
00:15:50.260 < core1 200 L1
00:15:50.260 > core1 GET /calls/C1/calllegs
00:15:51.280 * P1 board@video.example.com ringing, attempt 5
00:15:53.300 * P1 board@video.example.com connected, attempt 5
00:41:00.000 * M1 ending, space 1, call C1 on core1
00:41:00.000 * P1 board@video.example.com disconnected, attempt 5
00:41:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:41:00.020 > core1 DELETE /calls/C1
00:41:00.040 * M1 ended
00:41:00.040 * space 1 free
