# The bridge does not take the title as the name of a space, whatever it minds: the meeting starts under a plain name.
bridges 1
pool 1 1
ready
book "A title that no release takes" at 60s for 4m
at 59s
fault PUT * reason "parameterError parameter='name' error='stringTooLong'" count 1
at 2m
show
at 8m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=A+title+that+no+release+takes&secret=X5
00:01:00.020 < core1 PUT /cospaces/S1: 400 <failureDetails><parameterError parameter='name' error='stringTooLong' /></failureDetails>
00:01:00.020 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Meeting&secret=X5
00:01:00.020 ! the bridge does not take a meeting's title as the name of its space, a plain one is used: meeting=M1 reason="parameterError name stringTooLong"
00:01:00.040 > core1 POST /calls coSpace=S1
00:01:00.060 < core1 200 C1
00:01:00.060 * M1 active, space 1, call C1 on core1
00:02:00.000 = M1 "A title that no release takes" active from 60s to 300s space 1 call C1 on core1
00:02:00.000 = space 1 in_use
00:02:00.000 = core1 up, preferred
00:02:00.000 =   at the bridges: S1 "Meeting" uri 1, open
00:02:00.000 =   at core1: call C1 in S1
00:05:00.000 * M1 ending, space 1, call C1 on core1
00:05:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:05:00.020 > core1 DELETE /calls/C1
00:05:00.040 * M1 ended
00:05:00.040 * space 1 free
