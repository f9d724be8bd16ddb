# Another client syncs our set again, and the mark is gone with the spaces: it is written again, and nobody stands back.
bridges 1
pool 1 2
set mark scheduler1
ready
at 40s
hand resync 1
at 4m
idle
---
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:40.000 (by hand: the set of space 1 is synced again)
00:01:01.160 < core1 GET /coSpaces/S1: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:01.160 < core1 GET /coSpaces/S2: 400 <failureDetails><coSpaceDoesNotExist /></failureDetails>
00:01:01.160 ! a space of the pool is gone, it will be made again: index=1 id=S1 reason="coSpaceDoesNotExist"
00:01:01.160 ! a space of the pool is gone, it will be made again: index=2 id=S2 reason="coSpaceDoesNotExist"
00:01:01.160 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:01:01.180 ! a parameter set of the pool was synced by somebody else: its spaces are new: first=1 last=2 set=X3 new=2
00:01:01.180 * space 1 free
00:01:01.180 * space 2 free
00:01:01.200 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:01:02.240 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:02.280 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:03:02.320 > core1 PUT /cospaces/S1 cdrTag=(its mark)
