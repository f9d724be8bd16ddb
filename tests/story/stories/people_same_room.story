# Two people of one room: the room is dialled once, also when the event changes, and again when it is only the other's.
bridges 1
pool 1 1
ready
event board@example.com "Board meeting" at 60s for 5m with sip:room@video.example.com with sips:room@video.example.com
snapshot rooms
at 2m
event board@example.com "Board meeting, longer" at 60s for 6m with sip:room@video.example.com with sips:room@video.example.com
snapshot rooms
at 3m
event board@example.com "Board meeting, longer" at 60s for 6m with sips:room@video.example.com
snapshot rooms
at 9m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:room@video.example.com pending
00:00:10.000 * P2 sips:room@video.example.com listed
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 sip:room@video.example.com ringing
00:01:03.100 * P1 sip:room@video.example.com connected
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting%2C+longer&secret=X5
00:02:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:03:00.000 * P1 sip:room@video.example.com connected, to be removed
00:03:00.000 * P2 sips:room@video.example.com dialing
00:03:00.000 > core1 DELETE /callLegs/L1
00:03:00.000 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:03:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:03:00.020 < core1 200 L2
00:03:01.040 * P2 sips:room@video.example.com ringing
00:03:03.060 * P2 sips:room@video.example.com connected
00:07:00.000 * M1 ending, space 1, call C1 on core1
00:07:00.000 * P2 sips:room@video.example.com disconnected
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core1 DELETE /calls/C1
00:07:00.040 * M1 ended
00:07:00.040 * space 1 free
