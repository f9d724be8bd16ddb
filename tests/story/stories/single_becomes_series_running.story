# A running event is made a series, and the series a single event again: the meeting goes on.
bridges 1
pool 1 2
ready
event board@example.com Board at 1m for 10m seq 0 stamp 1 with sip:board@video.example.com
snapshot rooms
at 2m
event board@example.com Board at 1m for 10m every 1h times 3 seq 1 stamp 2 with sip:board@video.example.com
snapshot rooms
at 3m
show
event board@example.com Board at 1m for 10m seq 2 stamp 3 with sip:board@video.example.com
snapshot rooms
at 4m
show
at 20m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:board@video.example.com pending
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 sip:board@video.example.com ringing
00:01:03.100 * P1 sip:board@video.example.com connected
00:02:00.000 * M2 scheduled
00:02:00.000 * M3 scheduled
00:02:00.000 calendar: 1 bookings, 2 created, 0 changed, 0 cancelled, 1 unchanged
00:03:00.000 = M1 "Board" active from 60s to 660s space 1 call C1 on core1
00:03:00.000 =   sip:board@video.example.com connected, 1 attempts, leg L1
00:03:00.000 = M2 "Board" scheduled from 3660s to 4260s
00:03:00.000 =   sip:board@video.example.com pending, 0 attempts
00:03:00.000 = M3 "Board" scheduled from 7260s to 7860s
00:03:00.000 =   sip:board@video.example.com pending, 0 attempts
00:03:00.000 = space 1 in_use
00:03:00.000 = space 2 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "Board" uri 1, open
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 =   at core1: call C1 in S1
00:03:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:03:00.000 * M2 cancelled: cancelled by its calendar
00:03:00.000 * M3 cancelled: cancelled by its calendar
00:03:00.000 calendar: 1 bookings, 0 created, 0 changed, 2 cancelled, 1 unchanged
00:04:00.000 = M1 "Board" active from 60s to 660s space 1 call C1 on core1
00:04:00.000 =   sip:board@video.example.com connected, 1 attempts, leg L1
00:04:00.000 = M2 "Board" cancelled from 3660s to 4260s (cancelled by its calendar)
00:04:00.000 = M3 "Board" cancelled from 7260s to 7860s (cancelled by its calendar)
00:04:00.000 = space 1 in_use
00:04:00.000 = space 2 free
00:04:00.000 = core1 up, preferred
00:04:00.000 =   at the bridges: S1 "Board" uri 1, open
00:04:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 sip:board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
