# Three legs a second and never four in one: the time between two is not cut to whole milliseconds.
bridges 1
pool 1 1
set legs_per_second 3
ready
book Many at 60s for 4m dial a1@example.com dial a2@example.com dial a3@example.com dial a4@example.com
at 2m
at 6m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 a1@example.com pending
00:00:10.000 * P2 a2@example.com pending
00:00:10.000 * P3 a3@example.com pending
00:00:10.000 * P4 a4@example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Many&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 a1@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=a1@example.com
00:01:00.060 < core1 200 L1
00:01:00.374 * P2 a2@example.com dialing
00:01:00.374 > core1 POST /calls/C1/calllegs remoteParty=a2@example.com
00:01:00.394 < core1 200 L2
00:01:00.708 * P3 a3@example.com dialing
00:01:00.708 > core1 POST /calls/C1/calllegs remoteParty=a3@example.com
00:01:00.728 < core1 200 L3
00:01:01.042 * P4 a4@example.com dialing
00:01:01.042 > core1 POST /calls/C1/calllegs remoteParty=a4@example.com
00:01:01.062 < core1 200 L4
00:01:01.080 * P1 a1@example.com ringing
00:01:01.414 * P2 a2@example.com ringing
00:01:01.748 * P3 a3@example.com ringing
00:01:02.082 * P4 a4@example.com ringing
00:01:03.100 * P1 a1@example.com connected
00:01:03.434 * P2 a2@example.com connected
00:01:03.768 * P3 a3@example.com connected
00:01:04.102 * P4 a4@example.com connected
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 * P1 a1@example.com disconnected
00:05:00.000 * P2 a2@example.com disconnected
00:05:00.000 * P3 a3@example.com disconnected
00:05:00.000 * P4 a4@example.com disconnected
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
