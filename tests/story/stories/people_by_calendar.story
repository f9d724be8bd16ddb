# The calendar adds one attendee to a running meeting and drops another: dialled and hung up; one added by hand stays.
bridges 1
pool 1 1
ready
event board@example.com "Board meeting" at 60s for 5m with sip:board@video.example.com with sip:room@video.example.com with guest@example.com
snapshot rooms
at 90s
add M1 extra@video.example.com
at 2m
event board@example.com "Board meeting" at 60s for 5m with sip:board@video.example.com with sip:new@video.example.com
snapshot rooms
at 4m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:board@video.example.com pending
00:00:10.000 * P2 sip:room@video.example.com pending
00:00:10.000 * P3 guest@example.com listed
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:board@video.example.com dialing
00:01:00.040 * P2 sip:room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:01.080 * P1 sip:board@video.example.com ringing
00:01:01.080 * P2 sip:room@video.example.com ringing
00:01:03.100 * P1 sip:board@video.example.com connected
00:01:03.100 * P2 sip:room@video.example.com connected
00:01:30.000 * P4 extra@video.example.com dialing
00:01:30.000 > core1 POST /calls/C1/calllegs remoteParty=extra@video.example.com
00:01:30.000 added: done M1
00:01:30.020 < core1 200 L3
00:01:31.040 * P4 extra@video.example.com ringing
00:01:33.060 * P4 extra@video.example.com connected
00:02:00.000 * P2 sip:room@video.example.com connected, to be removed
00:02:00.000 * P5 sip:new@video.example.com dialing
00:02:00.000 > core1 DELETE /callLegs/L2
00:02:00.000 > core1 POST /calls/C1/calllegs remoteParty=new@video.example.com
00:02:00.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:02:00.020 < core1 200 L4
00:02:01.040 * P5 sip:new@video.example.com ringing
00:02:03.060 * P5 sip:new@video.example.com connected
00:04:00.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:04:00.000 =   sip:board@video.example.com connected, 1 attempts, leg L1
00:04:00.000 =   extra@video.example.com connected, 1 attempts, leg L3
00:04:00.000 =   sip:new@video.example.com connected, 1 attempts, leg L4
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 up, preferred
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:04:00.000 =   leg L3 to extra@video.example.com in call C1: connected
00:04:00.000 =   leg L4 to new@video.example.com in call C1: connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 sip:board@video.example.com disconnected
00:06:00.000 * P4 extra@video.example.com disconnected
00:06:00.000 * P5 sip:new@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
