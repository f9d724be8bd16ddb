# One bridge alone refuses the password: it is down for us, new meetings go to the other, its running one is not moved:
# its people are in it still. At its end the door is closed by way of the other.
pool 1 2
ready
book First at 60s for 3m dial board@video.example.com
book Second at 3m for 3m
at 2m
fault * * status status 401 on core1
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
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:02:00.080 < core1 GET /calls: 401
00:02:00.080 < core1 GET /calls/C1: 401
00:02:00.080 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 refuses the user name or the password, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known"
00:02:00.080 * core1 down
00:02:00.080 * core2 up, preferred
00:02:00.080 * M1 active, space 1, call C1 on core1: core1 refuses the user name or the password, since 2026-11-23T09:02:00Z: whether the meeting goes on there is not known
00:03:00.000 * M2 starting, space 2
00:03:00.000 * space 2 in_use
00:03:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:03:00.020 > core2 POST /calls coSpace=S2
00:03:00.040 < core2 200 C2
00:03:00.040 * M2 active, space 2, call C2 on core2
00:04:00.000 * M1 ending, space 1, call C1 on core1
00:04:00.000 * P1 board@video.example.com disconnected
00:04:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:04:00.020 * M1 ended
00:04:00.020 * space 1 closing
00:04:00.020 > core2 GET /calls?coSpaceFilter=S1
00:04:00.040 ! a space waits for a bridge that is away and may have a call in it: index=1 bridge=core1
00:06:00.000 * M2 ending, space 2, call C2 on core2
00:06:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:00.020 > core2 DELETE /calls/C2
00:06:00.040 * M2 ended
00:06:00.040 * space 2 free
00:10:00.000 = M1 "First" ended from 60s to 240s
00:10:00.000 =   board@video.example.com disconnected, 1 attempts
00:10:00.000 = M2 "Second" ended from 180s to 360s
00:10:00.000 = space 1 closing
00:10:00.000 = space 2 free
00:10:00.000 = core1 down, last error: status 401: user name or password is wrong
00:10:00.000 = core2 up, preferred
00:10:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:10:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:10:00.000 =   at core1: call C1 in S1
00:10:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:10:00.000 the faults are over
00:10:00.000 the configuration is read again
00:10:00.000 * core1 unknown
00:10:00.020 > core1 GET /calls?coSpaceFilter=S1
00:10:00.020 * core1 up
00:10:00.040 > core1 DELETE /calls/C1
00:10:00.040 ! a call that no meeting has is closed: index=1 call=C1 bridge=core1
00:10:00.060 > core1 GET /calls?coSpaceFilter=S1
00:10:00.080 * space 1 free
