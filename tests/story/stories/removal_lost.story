# The answer to the hanging-up is lost: tried again, the leg is gone, so is the participant.
ready
book Review at 60s for 2m dial room@example.com
at 90s
fault DELETE /api/v1/callLegs/* drop_after count 1
remove M1 P1
at 4m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 room@example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Review&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 room@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 room@example.com ringing
00:01:03.100 * P1 room@example.com connected
00:01:30.000 * P1 room@example.com connected, to be removed
00:01:30.000 > core1 DELETE /callLegs/L1
00:01:30.000 removed: done M1
00:01:30.020 < core1 DELETE /callLegs/L1: the connection died
00:01:32.020 > core1 DELETE /callLegs/L1
00:01:32.040 < core1 DELETE /callLegs/L1: 400 <failureDetails><callLegDoesNotExist /></failureDetails>
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 closing
00:03:00.040 > core2 GET /calls?coSpaceFilter=S1
00:03:00.060 * space 1 free
