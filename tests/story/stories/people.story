# People are added to a running meeting and removed from it; who hung up is dialled again when he is added again.
leg left@* answer after 1s drop 10s
ready
book Review at 60s for 5m dial left@example.com
at 90s
add M1 room@example.com
add M1 room@example.com
at 100s
remove M1 P2
add M1 left@example.com
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 left@example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Review&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 left@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=left@example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 left@example.com connected
00:01:16.100 < core1 GET /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:16.100 > core1 GET /calls/C1/calllegs
00:01:16.120 * P1 left@example.com disconnected
00:01:30.000 * P2 room@example.com dialing
00:01:30.000 > core1 POST /calls/C1/calllegs remoteParty=room@example.com
00:01:30.000 added: done M1
00:01:30.000 added: conflict, room@example.com is in the meeting already
00:01:30.020 < core1 200 L2
00:01:31.040 * P2 room@example.com ringing
00:01:33.060 * P2 room@example.com connected
00:01:40.000 * P2 room@example.com connected, to be removed
00:01:40.000 > core1 DELETE /callLegs/L2
00:01:40.000 removed: done M1
00:01:40.000 * P1 left@example.com dialing
00:01:40.000 > core1 POST /calls/C1/calllegs remoteParty=left@example.com
00:01:40.000 added: done M1
00:01:40.020 < core1 200 L3
00:01:41.040 * P1 left@example.com connected
00:01:56.060 < core1 GET /callLegs/L3: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:01:56.060 > core1 GET /calls/C1/calllegs
00:01:56.080 * P1 left@example.com disconnected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core2 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
