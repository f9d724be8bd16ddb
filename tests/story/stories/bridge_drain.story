# A bridge is drained for maintenance: the preference moves at once, what is new goes to the next one, what runs there ends there, and
# then it is empty. A restart of ours remembers it. Resumed, it takes new meetings again after its quiet time.
pool 1 3
set failback_after 60s
ready
book Running at 30s for 3m dial board@video.example.com
book Second at 90s for 4m
book Third at 6m for 60s
at 60s
drain core1
prefer core1
health
at 2m
crash after_send for 2s
at 4m
health
stop core1
at 5m
restart core1
resume core1
resume core1
health
at 8m
health
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 board@video.example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 booked: done M3
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
00:01:00.000 - bridge drained: bridge=core1 running=1
00:01:00.000 * core1 up, drained
00:01:00.000 * core2 up, preferred
00:01:00.000 drained: done
00:01:00.000 preferred: conflict, bridge core1 is drained and cannot be preferred; resume it first
00:01:00.000 = core1 drained, up: drained -> resume it when its maintenance is over
00:01:00.000 = core2 backup, up: answered (preferred) -> nothing
00:01:30.000 * M2 starting, space 2
00:01:30.000 * space 2 in_use
00:01:30.000 > core2 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:30.020 > core2 POST /calls coSpace=S2
00:01:30.040 < core2 200 C2
00:01:30.040 * M2 active, space 2, call C2 on core2
00:02:00.040 the service dies after it has sent
00:02:02.040 the service starts
00:02:02.040 * core1 unknown, drained
00:02:02.040 * core2 unknown, preferred
00:02:02.060 * core1 up, drained
00:02:02.060 * core2 up, preferred
00:03:30.000 * M1 ending, space 1, call C1 on core1
00:03:30.000 * P1 board@video.example.com disconnected
00:03:30.000 > core2 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:30.020 > core1 DELETE /calls/C1
00:03:30.040 * M1 ended
00:03:30.040 * space 1 closing
00:03:30.040 > core2 GET /calls?coSpaceFilter=S1
00:03:30.060 * space 1 free
00:03:32.420 - a drained bridge is empty: no meeting runs there: bridge=core1
00:04:00.000 = core1 drained, up: drained -> resume it when its maintenance is over
00:04:00.000 = core2 backup, up: answered (preferred) -> nothing
00:04:00.000 core1 stops
00:04:02.110 < core1 GET /calls: connection refused
00:04:02.190 < core1 GET /system/load: connection refused
00:04:02.320 ! a bridge reports alarms: bridge=core2 alarms="callBridgeConnectionFailure"
00:04:02.530 < core1 GET /system/status: connection refused
00:04:02.530 * core1 down, drained
00:05:00.000 core1 is back
00:05:00.000 - bridge resumed: bridge=core1 state=down
00:05:00.000 * core1 down
00:05:00.000 resumed: done
00:05:00.000 resumed: done
00:05:00.000 = core1 failed_over, down: refused -> start it, or its API; check the port and the firewall
00:05:00.000 = core2 backup, up: alarm (preferred) -> look into its alarms in its web interface
00:05:02.420 - a bridge's alarms are over: bridge=core2 alarms=""
00:05:02.660 * core1 up
00:05:30.000 * M2 ending, space 2, call C2 on core2
00:05:30.000 > core2 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:05:30.020 > core2 DELETE /calls/C2
00:05:30.040 * M2 ended
00:05:30.040 * space 2 closing
00:05:30.040 > core1 GET /calls?coSpaceFilter=S2
00:05:30.060 * space 2 free
00:06:00.000 * M3 starting, space 1
00:06:00.000 * space 1 in_use
00:06:00.000 > core2 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Third&secret=X7
00:06:00.020 > core2 POST /calls coSpace=S1
00:06:00.040 < core2 200 C3
00:06:00.040 * M3 active, space 1, call C3 on core2
00:06:02.660 * core1 up, preferred
00:06:02.660 * core2 up
00:07:00.000 * M3 ending, space 1, call C3 on core2
00:07:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:07:00.020 > core2 DELETE /calls/C3
00:07:00.040 * M3 ended
00:07:00.040 * space 1 closing
00:07:00.040 > core1 GET /calls?coSpaceFilter=S1
00:07:00.060 * space 1 free
00:08:00.000 = core1 normal, up: answered (preferred) -> nothing
00:08:00.000 = core2 normal, up: answered -> nothing
