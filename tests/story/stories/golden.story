# The traced life of one meeting, with its exact bodies and their sizes: start (#9500, #9501, #9506), extension
# (#9711), end (#9878, #9879): what had effect, and nothing else. The profiles and the parameter set, too (#8893, #8894
# in part, #8954, #8955).
bridges 1
pool 1 5
sizes
start
book "Tim Kratzke Acano TMSXE Test Meeting" at 60s for 5m dial desk.ex90@tkratzke.local
at 3m
extend M1 5m
at 12m
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.000 * M1 scheduled
00:00:00.000 * P1 desk.ex90@tkratzke.local pending
00:00:00.000 booked: done M1
00:00:00.020 * core1 up, preferred
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false (47 bytes)
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true (51 bytes)
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=5&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false (250 bytes)
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3 (60 bytes)
00:00:00.080 < core1 200 X4
00:00:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.120 - spaces made: first=1 last=5 set=X3
00:00:01.120 * space 1 free
00:00:01.120 * space 2 free
00:00:01.120 * space 3 free
00:00:01.120 * space 4 free
00:00:01.120 * space 5 free
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Tim+Kratzke+Acano+TMSXE+Test+Meeting&secret=X5 (117 bytes)
00:01:00.020 > core1 POST /calls coSpace=S1 (44 bytes)
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 desk.ex90@tkratzke.local dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=desk.ex90@tkratzke.local (36 bytes)
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 desk.ex90@tkratzke.local ringing
00:01:03.100 * P1 desk.ex90@tkratzke.local connected
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Tim+Kratzke+Acano+TMSXE+Test+Meeting&secret=X5 (117 bytes)
00:03:00.000 extended: done M1
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 desk.ex90@tkratzke.local disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true (83 bytes)
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
