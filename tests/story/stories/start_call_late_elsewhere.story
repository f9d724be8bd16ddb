# The first bridge gives no clear answer to POST calls, twice, and acts upon the first when the meeting has been opened on the
# next: it is looked at until nothing can land there any more.
pool 1 1
ready
late open_call
fault POST /api/v1/calls status status 500 on core1
book "Board meeting" at 60s for 10m dial board@video.example.com
at 2m
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
00:01:04.945 < core1 POST /calls: the connection died
00:01:04.945 > core1 GET /calls?coSpaceFilter=S1
00:01:04.965 > core1 POST /calls coSpace=S1
00:01:04.985 < core1 POST /calls: 500
00:01:04.985 > core1 GET /calls?coSpaceFilter=S1
00:01:05.005 > core2 POST /calls coSpace=S1
00:01:05.025 < core2 200 C1
00:01:05.025 * M1 active, space 1, call C1 on core2
00:01:05.025 * P1 board@video.example.com dialing
00:01:05.025 > core1 GET /calls?coSpaceFilter=S1
00:01:05.025 > core2 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:05.045 < core2 200 L1
00:01:06.065 * P1 board@video.example.com ringing
00:01:08.085 * P1 board@video.example.com connected
00:01:20.158 (the bridge acts upon a late open_call)
00:01:35.005 > core1 GET /calls?coSpaceFilter=S1
00:01:35.045 - the other call of a meeting is closed: meeting=M1 call=X6 bridge=core1 reason="nobody is in it"
00:01:35.045 > core1 DELETE /calls/X6
00:01:35.065 > core1 GET /calls?coSpaceFilter=S1
00:02:00.000 = M1 "Board meeting" active from 60s to 660s space 1 call C1 on core2
00:02:00.000 =   board@video.example.com connected, 1 attempts, leg L1
00:02:00.000 = space 1 in_use
00:02:00.000 = core1 up, preferred, last error: status 500: an answer that the API does not give
00:02:00.000 = core2 up
00:02:00.000 =   at the bridges: S1 "Board meeting" uri 1, open
00:02:00.000 =   at core2: call C1 in S1
00:02:00.000 =   leg L1 to board@video.example.com in call C1: connected
00:11:00.000 * M1 ending, space 1, call C1 on core2
00:11:00.000 * P1 board@video.example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core2 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 > core1 GET /calls?coSpaceFilter=S1
00:11:00.060 * space 1 free
