# The calendar moves a running event to a later time: it ends now and is booked anew. Moved again, into the past: it starts at once.
bridges 1
pool 1 2
ready
event board@example.com "Board meeting" at 60s for 5m with sip:board@video.example.com
snapshot rooms
at 2m
event board@example.com "Board meeting" at 10m for 5m with sip:board@video.example.com
snapshot rooms
at 4m
event board@example.com "Board meeting" at 3m for 5m with sip:board@video.example.com
snapshot rooms
at 9m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:board@video.example.com pending
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 sip:board@video.example.com ringing
00:01:03.100 * P1 sip:board@video.example.com connected
00:02:00.000 * M1 ending, space 1, call C1 on core1: its calendar moved it to a later time
00:02:00.000 * P1 sip:board@video.example.com disconnected
00:02:00.000 * M2 scheduled
00:02:00.000 * P2 sip:board@video.example.com pending
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended: its calendar moved it to a later time
00:02:00.040 * space 1 free
00:04:00.000 * M2 starting, space 1
00:04:00.000 * space 1 in_use
00:04:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X6
00:04:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:04:00.020 > core1 POST /calls coSpace=S1
00:04:00.040 < core1 200 C2
00:04:00.040 * M2 active, space 1, call C2 on core1
00:04:00.040 * P2 sip:board@video.example.com dialing
00:04:00.040 > core1 POST /calls/C2/calllegs remoteParty=board@video.example.com
00:04:00.060 < core1 200 L2
00:04:01.080 * P2 sip:board@video.example.com ringing
00:04:03.100 * P2 sip:board@video.example.com connected
00:08:00.000 * M2 ending, space 1, call C2 on core1
00:08:00.000 * P2 sip:board@video.example.com disconnected
00:08:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:00.020 > core1 DELETE /calls/C2
00:08:00.040 * M2 ended
00:08:00.040 * space 1 free
00:09:00.000 = M1 "Board meeting" ended from 60s to 360s (its calendar moved it to a later time)
00:09:00.000 =   sip:board@video.example.com disconnected, 1 attempts
00:09:00.000 = M2 "Board meeting" ended from 180s to 480s
00:09:00.000 =   sip:board@video.example.com disconnected, 1 attempts
00:09:00.000 = space 1 free
00:09:00.000 = space 2 free
00:09:00.000 = core1 up, preferred
00:09:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:09:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
