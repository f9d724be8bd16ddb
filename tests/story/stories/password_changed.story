# The password is changed at the bridges while a meeting runs: said once; its people are in it still, so nothing is
# moved or asked; it is ended once the password is right again.
pool 1 1
ready
book "Board meeting" at 60s for 3m dial board@video.example.com
at 2m
fault * * status status 401
at 10m
show
heal
reload
at 11m
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
00:04:00.000 * M1 ending, space 1, call C1 on core1
00:04:00.000 * P1 board@video.example.com disconnected
00:10:00.000 = M1 "Board meeting" ending from 60s to 240s space 1 call C1 on core1
00:10:00.000 =   board@video.example.com disconnected, 1 attempts
00:10:00.000 = space 1 in_use
00:10:00.000 = core1 down, last error: status 401: user name or password is wrong
00:10:00.000 = core2 down, preferred, last error: status 401: user name or password is wrong
00:10:00.000 = not ready: no bridge is up
00:10:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:10:00.000 =   at core1: call C1 in S1
00:10:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:10:00.000 the faults are over
00:10:00.000 the configuration is read again
00:10:00.000 * core1 unknown
00:10:00.000 * core2 unknown, preferred
00:10:00.020 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:10:00.020 * core1 up
00:10:00.020 * core2 up, preferred
00:10:00.040 > core1 DELETE /calls/C1
00:10:00.060 * M1 ended
00:10:00.060 * space 1 closing
00:10:00.060 > core2 GET /calls?coSpaceFilter=S1
00:10:00.080 * space 1 free
