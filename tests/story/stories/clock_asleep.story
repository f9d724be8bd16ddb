# The machine sleeps for two hours: what was running is over, what was to begin and end meanwhile is missed, what is due starts
# when it wakes, with its true end.
bridges 1
pool 1 3
leg room@video.example.com answer
ready
book Running at 60s for 30m dial room@video.example.com
book Slept at 1h for 30m
book Due at 119m for 30m dial room@video.example.com
at 2m
sleep 2h
at 123m
meetings
at 150m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 room@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 * P2 room@video.example.com pending
00:00:10.000 booked: done M3
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
00:02:00.000 the machine sleeps for 7200000 ms
02:02:00.000 ! the clock leapt forward: meetings wait for a bridge that says the same time: until=2026-11-23T11:03:00Z
02:02:00.020 - a bridge says the same time: meetings go on: bridge=core1 skew_ms=-20
02:02:00.020 * M1 ending, space 1, call C1 on core1
02:02:00.020 * P1 room@video.example.com disconnected
02:02:00.020 * M2 missed: the clock was set forward over its start
02:02:00.020 * M3 starting, space 2
02:02:00.020 * space 2 in_use
02:02:00.020 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
02:02:00.020 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Due&secret=X6
02:02:00.040 > core1 DELETE /calls/C1
02:02:00.040 > core1 POST /calls coSpace=S2
02:02:00.060 < core1 200 C2
02:02:00.060 * M1 ended
02:02:00.060 * M3 active, space 2, call C2 on core1
02:02:00.060 * P2 room@video.example.com dialing
02:02:00.060 * space 1 free
02:02:00.060 > core1 POST /calls/C2/calllegs remoteParty=room@video.example.com
02:02:00.080 < core1 200 L2
02:02:01.100 * P2 room@video.example.com ringing
02:02:03.120 * P2 room@video.example.com connected
02:03:00.000 = M1 "Running" ended from 60s to 1860s
02:03:00.000 =   room@video.example.com disconnected, 1 attempts
02:03:00.000 = M2 "Slept" missed from 3600s to 5400s (the clock was set forward over its start)
02:03:00.000 = M3 "Due" active from 7140s to 8940s space 2 call C2 on core1
02:03:00.000 =   room@video.example.com connected, 1 attempts, leg L2
02:29:00.000 * M3 ending, space 2, call C2 on core1
02:29:00.000 * P2 room@video.example.com disconnected
02:29:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
02:29:00.020 > core1 DELETE /calls/C2
02:29:00.040 * M3 ended
02:29:00.040 * space 2 free
