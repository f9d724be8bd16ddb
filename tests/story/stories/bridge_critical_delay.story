# With a critical delay the running meetings of a lost bridge stay for a while: it may come back with them. What is due goes to the next
# bridge at once.
pool 1 2
set critical_delay 90s
ready
book Running at 30s for 10m dial board@video.example.com
book Due at 2m for 3m
at 60s
fault * * refuse on core1
at 100s
heal
at 110s
show
fault * * refuse on core1
at 150s
health
at 4m
meetings
heal
at 12m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:30.000 * M1 starting, space 1
00:00:30.000 * space 1 in_use
00:00:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:00:30.020 > core1 POST /calls coSpace=S1
00:00:30.040 < core1 200 C1
00:00:30.040 * M1 active, space 1, call C1 on core1
00:00:30.040 * P1 board@video.example.com dialing
00:00:30.040 > core1 POST /calls/C1/calllegs remoteParty=board@video.example.com
00:00:30.060 < core1 200 L1
00:00:31.080 * P1 board@video.example.com ringing
00:00:33.100 * P1 board@video.example.com connected
00:01:00.060 < core1 GET /calls: connection refused
00:01:00.060 < core1 GET /calls/C1: connection refused
00:01:00.140 < core1 GET /system/load: connection refused
00:01:00.140 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:01:00Z: whether the meeting goes on there is not known"
00:01:00.140 * core1 down
00:01:00.140 * core2 up, preferred
00:01:00.140 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:01:00Z: whether the meeting goes on there is not known
00:01:40.000 the faults are over
00:01:40.420 - a meeting's bridge can be asked again: meeting=M1 bridge=core1
00:01:40.420 * core1 up
00:01:40.420 * M1 active, space 1, call C1 on core1
00:01:50.000 = M1 "Running" active from 30s to 630s space 1 call C1 on core1
00:01:50.000 =   board@video.example.com connected, 1 attempts, leg L1
00:01:50.000 = M2 "Due" scheduled from 120s to 300s
00:01:50.000 = space 1 in_use
00:01:50.000 = space 2 free
00:01:50.000 = core1 up, last error: connection refused
00:01:50.000 = core2 up, preferred
00:01:50.000 =   at the bridges: S1 "Running" uri 1, open
00:01:50.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:01:50.000 =   at core1: call C1 in S1
00:01:50.000 =   leg L1 to board@video.example.com in call C1: connected
00:01:50.460 < core1 GET /system/status: connection refused
00:01:55.460 < core1 GET /callLegs/L1: connection refused
00:01:55.480 < core1 GET /system/status: connection refused
00:01:55.480 ! a meeting's bridge cannot be asked: meeting=M1 reason="core1 takes no connections, since 2026-11-23T09:01:55Z: whether the meeting goes on there is not known"
00:01:55.480 * core1 down
00:01:55.480 * M1 active, space 1, call C1 on core1: core1 takes no connections, since 2026-11-23T09:01:55Z: whether the meeting goes on there is not known
00:02:00.000 * M2 starting, space 2
00:02:00.000 * space 2 in_use
00:02:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Due&secret=X6
00:02:00.020 > core2 POST /calls coSpace=S2
00:02:00.040 < core2 200 C2
00:02:00.040 * M2 active, space 2, call C2 on core2
00:02:30.000 = core1 failed_over, down: refused -> start it, or its API; check the port and the firewall
00:02:30.000 = core2 backup, up: answered (preferred) -> nothing
00:03:25.480 * M1 starting, space 1: its bridge was lost
00:03:25.480 * P1 board@video.example.com pending
00:03:25.480 > core2 POST /calls coSpace=S1
00:03:25.500 < core2 200 C3
00:03:25.500 * M1 active, space 1, call C3 on core2
00:03:25.500 * P1 board@video.example.com dialing, attempt 2
00:03:25.500 > core2 POST /calls/C3/calllegs remoteParty=board@video.example.com&ownerId=P1
00:03:25.520 < core2 200 L2
00:03:26.540 * P1 board@video.example.com ringing, attempt 2
00:03:28.560 * P1 board@video.example.com connected, attempt 2
00:04:00.000 = M1 "Running" active from 30s to 630s space 1 call C3 on core2
00:04:00.000 =   board@video.example.com connected, 2 attempts, leg L2
00:04:00.000 = M2 "Due" active from 120s to 300s space 2 call C2 on core2
00:04:00.000 the faults are over
00:04:00.980 ! a flapping bridge is held off: bridge=core1 falls=2 until=2026-11-23T09:04:10.980Z
00:04:00.980 * core1 degraded: flapping
00:04:00.980 > core1 GET /calls?coSpaceFilter=S1
00:04:01.040 > core1 GET /calls/C1/calllegs
00:04:01.060 - the other call of a meeting is closed: meeting=M1 call=C1 bridge=core1 reason="people are in the meeting's own"
00:04:01.060 > core1 DELETE /calls/C1
00:04:01.080 > core1 GET /calls?coSpaceFilter=S1
00:04:10.980 * core1 up
00:05:00.000 * M2 ending, space 2, call C2 on core2
00:05:00.000 > core2 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:05:00.020 > core2 DELETE /calls/C2
00:05:00.040 * M2 ended
00:05:00.040 * space 2 closing
00:05:00.040 > core1 GET /calls?coSpaceFilter=S2
00:05:00.060 * space 2 free
00:09:10.980 * core1 up, preferred
00:09:10.980 * core2 up
00:10:30.000 * M1 ending, space 1, call C3 on core2
00:10:30.000 * P1 board@video.example.com disconnected, attempt 2
00:10:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:10:30.020 > core2 DELETE /calls/C3
00:10:30.040 * M1 ended
00:10:30.040 * space 1 closing
00:10:30.040 > core1 GET /calls?coSpaceFilter=S1
00:10:30.060 * space 1 free
