# What cannot be: an end before the present one, an extension of a meeting that is over; said, and nothing changes.
bridges 1
pool 1 1
ready
book "Board meeting" at 60s for 2m
book "Backwards" at 5m for -1m
extend M1 -1m
change M1 end 30s
end M1
extend M9 5m
at 4m
extend M1 5m
end M1
cancel M1
change M1 title Later
---
00:00:10.000 * M1 scheduled
00:00:10.000 booked: done M1
00:00:10.000 booked: invalid, the end must be later than the start
00:00:10.000 extended: invalid, the new end must be later than the present one
00:00:10.000 changed: invalid, the end must be later than the start, and later than now
00:00:10.000 ended: conflict, the meeting is scheduled, not running: cancel it instead
00:00:10.000 extended: not_found, there is no meeting M9
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Board+meeting&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:03:00.000 * M1 ending, space 1, call C1 on core1
00:03:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:03:00.020 > core1 DELETE /calls/C1
00:03:00.040 * M1 ended
00:03:00.040 * space 1 free
00:04:00.000 extended: conflict, the meeting is ended and cannot be changed any more
00:04:00.000 ended: conflict, the meeting is ended, not running
00:04:00.000 cancelled: conflict, the meeting is ended and cannot be changed any more
00:04:00.000 changed: conflict, the meeting is ended and cannot be changed any more
