# An event that is already running when it arrives starts at once, however late, with its true end; one that is over
# books nothing.
bridges 1
pool 1 2
ready
at 20m
event long@example.com "Long day" at 60s for 1h with sip:board@video.example.com
event over@example.com "Over" at 60s for 5m with sip:board@video.example.com
snapshot rooms
at 65m
show
idle
---
00:20:00.000 * M1 starting, space 1
00:20:00.000 * P1 sip:board@video.example.com pending
00:20:00.000 * space 1 in_use
00:20:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Long+day&secret=X5
00:20:00.000 calendar: 2 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:20:00.020 > core1 POST /calls coSpace=S1
00:20:00.040 < core1 200 C1
00:20:00.040 * M1 active, space 1, call C1 on core1
00:20:00.040 * P1 sip:board@video.example.com dialing
00:20:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:20:00.060 < core1 200 L1
00:20:01.080 * P1 sip:board@video.example.com ringing
00:20:03.100 * P1 sip:board@video.example.com connected
01:01:00.000 * M1 ending, space 1, call C1 on core1
01:01:00.000 * P1 sip:board@video.example.com disconnected
01:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
01:01:00.020 > core1 DELETE /calls/C1
01:01:00.040 * M1 ended
01:01:00.040 * space 1 free
01:05:00.000 = M1 "Long day" ended from 60s to 3660s
01:05:00.000 =   sip:board@video.example.com disconnected, 1 attempts
01:05:00.000 = space 1 free
01:05:00.000 = space 2 free
01:05:00.000 = core1 up, preferred
01:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
01:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
