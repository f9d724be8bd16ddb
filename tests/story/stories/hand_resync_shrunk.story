# The range has become smaller, then another client syncs our set again: what it makes outside of the range goes, too.
bridges 1
pool 1 4
ready
pool 2 3
at 30s
hand resync 2
at 3m
show
idle
---
00:00:10.000 the configuration is read again: pool 2 to 3
00:00:10.000 * space 1 leaving, to be deleted
00:00:10.000 * space 4 leaving, to be deleted
00:00:10.000 > core1 DELETE /cospaces/S1
00:00:10.000 > core1 DELETE /cospaces/S4
00:00:10.020 - a space left the pool: index=1 id=S1 reason="the range no longer has it"
00:00:10.020 - a space left the pool: index=4 id=S4 reason="the range no longer has it"
00:00:30.000 (by hand: the set of space 2 is synced again)
00:01:01.140 < core1 GET /coSpaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:01.140 < core1 GET /coSpaces/S3: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:01.140 ! a space of the pool is gone, it will be made again: index=2 id=S2 reason="coSpaceDoesNotExist"
00:01:01.140 ! a space of the pool is gone, it will be made again: index=3 id=S3 reason="coSpaceDoesNotExist"
00:01:01.140 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:01.160 ! a parameter set of the pool was synced by somebody else: its spaces are new: first=1 last=4 set=X3 new=4
00:01:01.160 * space 1 leaving, to be deleted
00:01:01.160 * space 2 free
00:01:01.160 * space 3 free
00:01:01.160 * space 4 leaving, to be deleted
00:01:01.160 > core1 DELETE /cospaces/S1
00:01:01.160 > core1 DELETE /cospaces/S4
00:01:01.180 - a space left the pool: index=1 id=S1 reason="the range no longer has it"
00:01:01.180 - a space left the pool: index=4 id=S4 reason="the range no longer has it"
00:03:00.000 = space 2 free
00:03:00.000 = space 3 free
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:03:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
