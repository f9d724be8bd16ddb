# The range shrinks over a free and a live space: the free one is deleted, the live one after its meeting.
bridges 1
pool 1 3
ready
book First at 60s for 2m
book Second at 60s for 5m
at 2m
pool 1 1
at 150s
show
at 8m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * M2 starting, space 2
00:01:00.000 * space 1 in_use
00:01:00.000 * space 2 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=First&secret=X5
00:01:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Second&secret=X6
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.020 > core1 POST /calls coSpace=S2
00:01:00.040 < core1 200 C1
00:01:00.040 < core1 200 C2
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * M2 active, space 2, call C2 on core1
00:02:00.000 the configuration is read again: pool 1 to 1
00:02:00.000 * space 2 in_use, to be deleted
00:02:00.000 * space 3 leaving, to be deleted
00:02:00.000 > core1 DELETE /cospaces/S3
00:02:00.020 - a space left the pool: index=3 id=S3 reason="the range no longer has it"
00:02:30.000 = M1 "First" active from 60s to 180s space 1 call C1 on core1
00:02:30.000 = M2 "Second" active from 60s to 360s space 2 call C2 on core1
00:02:30.000 = space 1 in_use
00:02:30.000 = space 2 in_use, to be deleted
00:02:30.000 = core1 up, preferred
00:02:30.000 =   at the bridges: S1 "First" uri 1, open
00:02:30.000 =   at the bridges: S2 "Second" uri 2, open
00:02:30.000 =   at core1: call C1 in S1
00:02:30.000 =   at core1: call C2 in S2
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:06:00.000 * M2 ending, space 2, call C2 on core1
00:06:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:00.020 > core1 DELETE /calls/C2
00:06:00.040 * M2 ended
00:06:00.040 * space 2 leaving, to be deleted
00:06:00.040 > core1 DELETE /cospaces/S2
00:06:00.060 - a space left the pool: index=2 id=S2 reason="the range no longer has it"
00:08:00.000 = M1 "First" ended from 60s to 180s
00:08:00.000 = M2 "Second" ended from 60s to 360s
00:08:00.000 = space 1 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
