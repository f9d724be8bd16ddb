# The last bridge that takes meetings cannot be drained. If the others are lost afterwards, a due meeting waits, says why, and starts
# when somebody resumes it; a meeting that runs on the drained bridge is ended there all the same.
pool 1 2
ready
book Running at 30s for 3m
book Due at 2m for 4m
at 60s
drain core1
drain core2
at 90s
stop core2
at 150s
meetings
at 4m
resume core1
at 5m
meetings
at 7m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:00:30.000 * M1 starting, space 1
00:00:30.000 * space 1 in_use
00:00:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:00:30.020 > core1 POST /calls coSpace=S1
00:00:30.040 < core1 200 C1
00:00:30.040 * M1 active, space 1, call C1 on core1
00:01:00.000 - bridge drained: bridge=core1 running=1
00:01:00.000 * core1 up, drained
00:01:00.000 * core2 up, preferred
00:01:00.000 drained: done
00:01:00.000 drained: conflict, no bridge but core2 could take new meetings: they would be missed; resume another one, or wait until one is up
00:01:30.000 core2 stops
00:01:30.070 < core2 GET /callProfiles/X1: connection refused
00:01:30.070 < core2 GET /callLegProfiles/X2: connection refused
00:01:30.370 < core2 GET /system/status: connection refused
00:01:30.370 * core2 down, preferred
00:02:00.000 * M2 waiting: every bridge that is up is drained
00:02:00.240 ! a bridge reports alarms: bridge=core1 alarms="callBridgeConnectionFailure"
00:02:30.000 = M1 "Running" active from 30s to 210s space 1 call C1 on core1
00:02:30.000 = M2 "Due" waiting from 120s to 360s (every bridge that is up is drained)
00:03:30.000 * M1 ending, space 1, call C1 on core1
00:03:30.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:30.020 > core1 DELETE /calls/C1
00:03:30.040 * M1 ended
00:03:30.040 * space 1 free
00:03:30.860 - a drained bridge is empty: no meeting runs there: bridge=core1
00:04:00.000 - bridge resumed: bridge=core1 state=up
00:04:00.000 * core1 up, preferred
00:04:00.000 * core2 down
00:04:00.000 * M2 starting, space 1
00:04:00.000 * space 1 in_use
00:04:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Due&secret=X6
00:04:00.000 resumed: done
00:04:00.020 > core1 POST /calls coSpace=S1
00:04:00.040 < core1 200 C2
00:04:00.040 * M2 active, space 1, call C2 on core1
00:05:00.000 = M1 "Running" ended from 30s to 210s
00:05:00.000 = M2 "Due" active from 120s to 360s space 1 call C2 on core1
00:06:00.000 * M2 ending, space 1, call C2 on core1
00:06:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C2
00:06:00.040 * M2 ended
00:06:00.040 * space 1 free
