# A series is moved a little while its first occurrence runs: that one goes on under its new name, with its new end, and
# nobody is dialled again; the others move.
bridges 1
pool 1 2
ready
event daily@example.com Daily at 1m for 10m every 1h times 3 seq 0 stamp 1 with sip:board@video.example.com
snapshot rooms
at 2m
event daily@example.com Daily at 90s for 12m every 1h times 3 seq 1 stamp 2 with sip:board@video.example.com
snapshot rooms
at 5m
show
at 20m
show
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:board@video.example.com pending
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 1 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Daily&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 sip:board@video.example.com ringing
00:01:03.100 * P1 sip:board@video.example.com connected
00:02:00.000 * M2 cancelled: cancelled by its calendar
00:02:00.000 * M4 scheduled
00:02:00.000 * M3 cancelled: cancelled by its calendar
00:02:00.000 * M5 scheduled
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Daily&secret=X5
00:02:00.000 calendar: 1 bookings, 2 created, 1 changed, 2 cancelled, 0 unchanged
00:05:00.000 = M1 "Daily" active from 90s to 810s space 1 call C1 on core1
00:05:00.000 =   sip:board@video.example.com connected, 1 attempts, leg L1
00:05:00.000 = M2 "Daily" cancelled from 3660s to 4260s (cancelled by its calendar)
00:05:00.000 = M4 "Daily" scheduled from 3690s to 4410s
00:05:00.000 =   sip:board@video.example.com pending, 0 attempts
00:05:00.000 = M3 "Daily" cancelled from 7260s to 7860s (cancelled by its calendar)
00:05:00.000 = M5 "Daily" scheduled from 7290s to 8010s
00:05:00.000 =   sip:board@video.example.com pending, 0 attempts
00:05:00.000 = space 1 in_use
00:05:00.000 = space 2 free
00:05:00.000 = core1 up, preferred
00:05:00.000 =   at the bridges: S1 "Daily" uri 1, open
00:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:05:00.000 =   at core1: call C1 in S1
00:05:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:13:30.000 * M1 ending, space 1, call C1 on core1
00:13:30.000 * P1 sip:board@video.example.com disconnected
00:13:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:13:30.020 > core1 DELETE /calls/C1
00:13:30.040 * M1 ended
00:13:30.040 * space 1 free
00:20:00.000 = M1 "Daily" ended from 90s to 810s
00:20:00.000 =   sip:board@video.example.com disconnected, 1 attempts
00:20:00.000 = M2 "Daily" cancelled from 3660s to 4260s (cancelled by its calendar)
00:20:00.000 = M4 "Daily" scheduled from 3690s to 4410s
00:20:00.000 =   sip:board@video.example.com pending, 0 attempts
00:20:00.000 = M3 "Daily" cancelled from 7260s to 7860s (cancelled by its calendar)
00:20:00.000 = M5 "Daily" scheduled from 7290s to 8010s
00:20:00.000 =   sip:board@video.example.com pending, 0 attempts
00:20:00.000 = space 1 free
00:20:00.000 = space 2 free
00:20:00.000 = core1 up, preferred
00:20:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:20:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
