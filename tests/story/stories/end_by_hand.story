# Ended by hand: PUT back, DELETE; the reason is kept. The next takes the space.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 5m dial board@video.example.com
book Next at 3m for 2m
at 2m
end M1
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
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
00:02:00.000 * M1 ending, space 1, call C1 on core1: ended by hand
00:02:00.000 * P1 board@video.example.com disconnected
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.000 ended: done M1
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended: ended by hand
00:02:00.040 * space 1 free
00:03:00.000 * M2 starting, space 1
00:03:00.000 * space 1 in_use
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Next&secret=X6
00:03:00.020 > core1 POST /calls coSpace=S1
00:03:00.040 < core1 200 C2
00:03:00.040 * M2 active, space 1, call C2 on core1
00:05:00.000 * M2 ending, space 1, call C2 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C2
00:05:00.040 * M2 ended
00:05:00.040 * space 1 free
00:08:00.000 = M1 "Board meeting" ended from 60s to 360s (ended by hand)
00:08:00.000 =   board@video.example.com disconnected, 1 attempts
00:08:00.000 = M2 "Next" ended from 180s to 300s
00:08:00.000 = space 1 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
