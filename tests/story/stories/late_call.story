# The bridge acts upon POST calls long after the service gave up and opened the call anew: found and closed in the end.
ready
late open_call
book Review at 60s for 2m dial room@example.com
at 6m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 room@example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Review&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:04.945 < core1 POST /calls: the connection died
00:01:04.945 > core1 GET /calls?coSpaceFilter=S1
00:01:04.965 > core1 POST /calls coSpace=S1
00:01:04.985 < core1 200 C1
00:01:04.985 * M1 active, space 1, call C1 on core1
00:01:04.985 * P1 room@example.com dialing
00:01:04.985 > core1 POST /calls/C1/calllegs remoteParty=room@example.com
00:01:05.005 < core1 200 L1
00:01:06.025 * P1 room@example.com ringing
00:01:08.045 * P1 room@example.com connected
00:01:20.158 (the bridge acts upon a late open_call)
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 * P1 room@example.com disconnected
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 closing
00:03:00.040 > core2 GET /calls?coSpaceFilter=S1
00:03:00.060 * space 1 free
