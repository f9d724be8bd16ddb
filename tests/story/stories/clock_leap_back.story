# The clock is set forward by three hours, by mistake, and back half a minute later: no bridge said the same, so what runs has gone
# on, and what was to come still comes.
bridges 1
pool 1 2
leg room@video.example.com answer
ready
book Running at 60s for 10m dial room@video.example.com
book "To come" at 20m for 10m
at 2m
clock 3h
at 150s
clock -3h
at 3m
show
at 35m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 room@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 room@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=room@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 room@video.example.com ringing
00:01:03.100 * P1 room@video.example.com connected
00:02:00.000 the service's clock is set by 10800000 ms
00:02:00.000 ! the clock leapt forward: meetings wait for a bridge that says the same time: until=2026-11-23T12:03:00Z
00:02:00.020 ! a bridge's clock is far from ours: bridge=core1 skew_ms=-10800020 advice="set both clocks by NTP: meetings start by the clock here"
00:02:30.000 the service's clock is set by -10800000 ms
00:02:30.020 - a bridge's clock is right again: bridge=core1 skew_ms=-20
00:03:00.000 = M1 "Running" active from 60s to 660s space 1 call C1 on core1
00:03:00.000 =   room@video.example.com connected, 1 attempts, leg L1
00:03:00.000 = M2 "To come" scheduled from 1200s to 1800s
00:03:00.000 = space 1 in_use
00:03:00.000 = space 2 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "Running" uri 1, open
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 =   at core1: call C1 in S1
00:03:00.000 =   leg L1 to room@video.example.com in call C1: connected
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 room@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
00:20:00.000 * M2 starting, space 1
00:20:00.000 * space 1 in_use
00:20:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=To+come&secret=X6
00:20:00.020 > core1 POST /calls coSpace=S1
00:20:00.040 < core1 200 C2
00:20:00.040 * M2 active, space 1, call C2 on core1
00:30:00.000 * M2 ending, space 1, call C2 on core1
00:30:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:30:00.020 > core1 DELETE /calls/C2
00:30:00.040 * M2 ended
00:30:00.040 * space 1 free
