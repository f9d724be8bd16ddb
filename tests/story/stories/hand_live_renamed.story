# The space of a running meeting is renamed by hand: the PUT of the start is repeated, the meeting goes on.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
at 90s
hand rename 1 Mine
at 8m
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
00:01:30.000 (by hand: PUT space 1 name=Mine)
00:02:01.160 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:02:01.160 ! a space was changed by hand, it is put right: index=1 id=S1 differs=name name="Mine" times=1 meeting=M1
00:06:00.000 * M1 ending, space 1, call C1 on core1
00:06:00.000 * P1 board@video.example.com disconnected
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C1
00:06:00.040 * M1 ended
00:06:00.040 * space 1 free
