# The normal start with one participant: exactly PUT, POST calls, POST callLegs; and the normal end: PUT, DELETE.
ready
book "Board meeting" at 60s for 5m passcode 1234 dial board@video.example.com
at 90s
show
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=1234&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 board@video.example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:01:00.060 < core1 200 L1
00:01:01.080 * P1 board@video.example.com ringing
00:01:03.100 * P1 board@video.example.com connected
00:01:30.000 = M1 "Board meeting" active from 60s to 360s space 1 call C1 on core1
00:01:30.000 =   board@video.example.com connected, 1 attempts, leg L1
00:01:30.000 = space 1 in_use
00:01:30.000 = space 2 free
00:01:30.000 = space 3 free
00:01:30.000 = core1 up, preferred
00:01:30.000 = core2 up
00:01:30.000 =   at the bridges: S1 "Board meeting" uri 1, open, passcode 1234
00:01:30.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:01:30.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:01:30.000 =   at core1: call C1 in S1
00:01:30.000 =   leg L1 to board@video.example.com in call C1: connected
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 closing
00:06:00.040 > core2 GET /calls?coSpaceFilter=S1
00:06:00.060 * space 1 free
00:08:00.000 = M1 "Board meeting" ended from 60s to 360s
00:08:00.000 =   board@video.example.com disconnected, 1 attempts
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = space 3 free
00:08:00.000 = core1 up, preferred
00:08:00.000 = core2 up
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:08:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
