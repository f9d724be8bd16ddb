# The pool grows downward and shrinks again. What the service wrote on its lowest space before it had a lower one is no other
# service's mark: meetings go on.
bridges 1
pool 2 3
set mark scheduler1
ready
at 2m
pool 1 3
at 6m
pool 2 3
book "Board meeting" at 7m for 5m dial board@video.example.com
at 14m
idle
---
00:00:17.220 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:01:17.260 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:02:00.000 the configuration is read again: pool 1 to 3
00:02:00.000 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:02:00.020 < core1 200 X5
00:02:00.020 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:02:00.020 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:02:00.040 < core1 200 X6
00:02:01.060 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:02:01.080 - spaces made: first=1 last=1 set=X5
00:02:01.080 * space 1 free
00:02:01.100 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:02.140 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:03:02.180 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:04:02.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:02.260 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:00.000 the configuration is read again: pool 2 to 3
00:06:00.000 * space 1 leaving, to be deleted
00:06:00.000 > core1 DELETE /cospaces/S1
00:06:00.000 * M1 scheduled
00:06:00.000 * P1 board@video.example.com pending
00:06:00.000 booked: done M1
00:06:00.020 < core1 GET /coSpaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:06:00.020 - a space left the pool: index=1 id=S1 reason="the range no longer has it"
00:06:01.040 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:06:02.080 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:07:00.000 * M1 starting, space 2
00:07:00.000 * space 2 in_use
00:07:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X7
00:07:00.020 > core1 POST /calls coSpace=S2
00:07:00.040 < core1 200 C1
00:07:00.040 * M1 active, space 2, call C1 on core1
00:07:00.040 * P1 board@video.example.com dialing
00:07:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:07:00.060 < core1 200 L1
00:07:01.080 * P1 board@video.example.com ringing
00:07:02.120 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:07:03.100 * P1 board@video.example.com connected
00:08:02.160 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:09:02.200 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:10:02.240 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:11:02.280 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:12:00.000 * M1 ending, space 2, call C1 on core1
00:12:00.000 * P1 board@video.example.com disconnected
00:12:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:12:00.020 > core1 DELETE /calls/C1
00:12:00.040 * M1 ended
00:12:00.040 * space 2 free
00:12:02.320 > core1 PUT /cospaces/S2 cdrTag=(its mark)
00:13:02.360 > core1 PUT /cospaces/S2 cdrTag=(its mark)
