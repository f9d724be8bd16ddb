# The password is changed on the bridges in mid-meeting: the meeting goes on there, but nothing of it can be seen, and it
# says so, until the configuration is read again.
pool 1 1
ready
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
fault * * status status 401
at 4m
show
heal
reload
at 5m
show
at 13m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:02:00.080 < core1 GET /calls: 401
00:02:00.080 < core2 GET /calls: 401
00:02:00.080 < core1 GET /calls/C1: 401
00:02:00.080 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 refuses the user name or the password, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known"
00:02:00.080 * core1 down
00:02:00.080 * core2 down, preferred
00:02:00.080 * M1 active, space 1, call C1 on core1: core1 refuses the user name or the password, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known
00:04:00.000 = M1 "Board meeting" active from 60s to 660s (core1 refuses the user name or the password, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known) space 1 call C1 on core1
00:04:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:04:00.000 = space 1 in_use
00:04:00.000 = core1 down, last error: status 401: user name or password is wrong
00:04:00.000 = core2 down, preferred, last error: status 401: user name or password is wrong
00:04:00.000 = not ready: no bridge is up
00:04:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:04:00.000 =   at core1: call C1 in S1
00:04:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:04:00.000 the faults are over
00:04:00.000 the configuration is read again
00:04:00.000 * core1 unknown
00:04:00.000 * core2 unknown, preferred
00:04:00.020 - a meeting's bridge can be asked again: meeting=M1 bridge=core1
00:04:00.020 * core1 up
00:04:00.020 * core2 up, preferred
00:04:00.020 * M1 active, space 1, call C1 on core1
00:05:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core1
00:05:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:05:00.000 = space 1 in_use
00:05:00.000 = core1 up, last error: status 401: user name or password is wrong
00:05:00.000 = core2 up, preferred, last error: status 401: user name or password is wrong
00:05:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:05:00.000 =   at core1: call C1 in S1
00:05:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:09:00.020 * core1 up, preferred
00:09:00.020 * core2 up
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core2 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
