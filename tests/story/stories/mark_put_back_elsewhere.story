# A backup is put back on another machine: where it was taken the service may live and change everything, so its mark is watched like that
# of any other. It stands still, and the pool is taken over; put back in its own place it would go on at once.
bridges 1
pool 1 2
set mark scheduler1
ready
at 60s
backup
at 2m
set place elsewhere
put_back 5s
at 8m
show
put_back 5s
at 9m
show
---
00:00:17.220 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:01:00.000 a backup is taken
00:01:17.260 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:00.000 the service dies after it has sent
00:02:00.000 the backup is put in the store's place
00:02:05.000 the service starts
00:02:05.000 ! the store is a backup that was put back: what the bridges have is looked at first: spaces=2
00:02:05.000 * core1 unknown, preferred
00:02:05.000 * space 1 closing
00:02:05.000 * space 2 closing
00:02:05.020 * core1 up, preferred
00:02:05.040 ! another service has marked the pool, it is watched whether it lives: host="scheduler1" since=2026-11-23T09:00:01Z installation=e13bd6b8 of=a_copy_of_this_store advice="wait for four of its periods; if it was stopped for good: cospacectl claim"
00:06:05.360 ! the service that had the pool has fallen silent, the pool is taken over: host="scheduler1" since=2026-11-23T09:00:01Z installation=e13bd6b8 of=a_copy_of_this_store advice="wait a moment"
00:06:05.360 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:06.400 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:06:06.400 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:06:06.400 - the pool is marked as ours: installation=e13bd6b8
00:06:06.420 > core1 GET /calls?coSpaceFilter=S1
00:06:06.420 > core1 GET /calls?coSpaceFilter=S2
00:06:06.440 * space 1 free
00:06:06.440 * space 2 free
00:06:21.420 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:21.460 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = core1 up, preferred
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:08:00.000 the service dies after it has sent
00:08:00.000 the backup is put in the store's place
00:08:05.000 the service starts
00:08:05.000 ! the store is a backup that was put back: what the bridges have is looked at first: spaces=2
00:08:05.000 * core1 unknown, preferred
00:08:05.000 * space 1 closing
00:08:05.000 * space 2 closing
00:08:05.020 * core1 up, preferred
00:08:05.040 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:06.080 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:08:06.080 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:08:06.080 - the pool is marked as ours: installation=e13bd6b8
00:08:06.100 > core1 GET /calls?coSpaceFilter=S1
00:08:06.100 > core1 GET /calls?coSpaceFilter=S2
00:08:06.120 * space 1 free
00:08:06.120 * space 2 free
00:08:21.100 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:09:00.000 = space 1 free
00:09:00.000 = space 2 free
00:09:00.000 = core1 up, preferred
00:09:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:09:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
