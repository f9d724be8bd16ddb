# A backup from before the pool grew is put back, and the pool is as it has become since: the spaces that are missing in it are
# there, made from a set that bears our profile. They are taken over; who is in one of them without a meeting that is known is
# put out, and the whole pool serves.
bridges 2
pool 1 2
set mark scheduler1
ready
book A at 60s for 10m dial a@example.com
book B at 60s for 10m dial b@example.com
book C at 60s for 10m dial c@example.com
backup
pool 1 4
at 2m
put_back 5s
at 13m
show
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 a@example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 * P2 b@example.com pending
00:00:10.000 booked: done M2
00:00:10.000 * M3 scheduled
00:00:10.000 * P3 c@example.com pending
00:00:10.000 booked: done M3
00:00:10.000 a backup is taken
00:00:10.000 the configuration is read again: pool 1 to 4
00:00:10.000 > core1 POST /cospaceBulkParameterSets startIndex=3&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:10.020 < core1 200 X5
00:00:10.020 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:00:10.020 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X5
00:00:10.040 < core1 200 X6
00:00:11.060 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:11.080 - spaces made: first=3 last=4 set=X5
00:00:11.080 * space 3 free
00:00:11.080 * space 4 free
00:00:11.100 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:01:00.000 * M2 starting, space 2
00:01:00.000 * M3 starting, space 3
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 * space 2 in_use
00:01:00.000 * space 3 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=A&secret=X7
00:01:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=B&secret=X8
00:01:00.000 > core1 PUT /cospaces/S3 &nonMemberAccess=true&passcode=&name=C&secret=X9
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.020 > core1 POST /calls coSpace=S2
00:01:00.020 > core1 POST /calls coSpace=S3
00:01:00.040 < core1 200 C1
00:01:00.040 < core1 200 C2
00:01:00.040 < core1 200 C3
00:01:00.040 * M2 active, space 2, call C2 on core1
00:01:00.040 * P2 b@example.com dialing
00:01:00.040 * M3 active, space 3, call C3 on core1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 a@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=a@example.com
00:01:00.040 > core1 POST /calls/C2/calllegs remoteParty=b@example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:00.090 * P3 c@example.com dialing
00:01:00.090 > core1 POST /calls/C3/calllegs remoteParty=c@example.com
00:01:00.110 < core1 200 L3
00:01:01.080 * P2 b@example.com ringing
00:01:01.080 * P1 a@example.com ringing
00:01:01.130 * P3 c@example.com ringing
00:01:03.100 * P2 b@example.com connected
00:01:03.100 * P1 a@example.com connected
00:01:03.150 * P3 c@example.com connected
00:01:11.140 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:00.000 the service dies after it has sent
00:02:00.000 the backup is put in the store's place
00:02:05.000 the service starts
00:02:05.000 ! the store is a backup that was put back: what the bridges have is looked at first: spaces=2
00:02:05.000 * core1 unknown, preferred
00:02:05.000 * core2 unknown
00:02:05.000 * M2 waiting: no bridge has answered yet
00:02:05.000 * P2 b@example.com pending
00:02:05.000 * M3 waiting: no bridge has answered yet
00:02:05.000 * P3 c@example.com pending
00:02:05.000 * M1 waiting: no bridge has answered yet
00:02:05.000 * P1 a@example.com pending
00:02:05.000 * space 1 closing
00:02:05.000 * space 2 closing
00:02:05.020 * core1 up, preferred
00:02:05.020 * core2 up
00:02:05.040 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:02:06.080 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:06.080 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:02:06.080 - the pool is marked as ours: installation=e13bd6b8
00:02:06.100 > core1 GET /calls?coSpaceFilter=S1
00:02:06.100 > core1 GET /calls?coSpaceFilter=S2
00:02:06.100 > core1 POST /cospaceBulkParameterSets startIndex=3&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:02:06.120 < core1 200 X10
00:02:06.120 > core1 DELETE /calls/C1
00:02:06.120 > core1 DELETE /calls/C2
00:02:06.120 ! a call that no meeting has is closed: index=1 call=C1 bridge=core1
00:02:06.120 ! a call that no meeting has is closed: index=2 call=C2 bridge=core1
00:02:06.120 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X10
00:02:06.140 < core1 200 X11
00:02:06.140 > core1 GET /calls?coSpaceFilter=S1
00:02:06.140 > core1 GET /calls?coSpaceFilter=S2
00:02:06.160 > core2 GET /calls?coSpaceFilter=S1
00:02:06.160 > core2 GET /calls?coSpaceFilter=S2
00:02:06.180 * M2 starting, space 2
00:02:06.180 * M3 starting, space 1
00:02:06.180 * space 1 in_use
00:02:06.180 * space 2 in_use
00:02:06.180 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=C&secret=X12
00:02:06.180 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=B&secret=X13
00:02:06.200 > core1 POST /calls coSpace=S1
00:02:06.200 > core1 POST /calls coSpace=S2
00:02:06.220 < core1 200 C4
00:02:06.220 < core1 200 C5
00:02:06.220 * M2 active, space 2, call C5 on core1
00:02:06.220 * P2 b@example.com dialing
00:02:06.220 * M3 active, space 1, call C4 on core1
00:02:06.220 * P3 c@example.com dialing
00:02:06.220 > core1 POST /calls/C4/calllegs remoteParty=c@example.com
00:02:06.220 > core1 POST /calls/C5/calllegs remoteParty=b@example.com
00:02:06.240 < core1 200 L4
00:02:06.240 < core1 200 L5
00:02:07.160 > core1 GET /coSpaces
00:02:07.180 ! spaces that were made for the pool before are taken over: first=3 last=4 spaces=2 why="made by a newer state of this store"
00:02:07.180 * space 3 closing
00:02:07.180 * space 4 closing
00:02:07.200 > core1 PUT /cospaces/S3 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_3&regenerateSecret=true&callProfile=X1&callLegProfile=X2
00:02:07.200 > core1 PUT /cospaces/S4 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_4&regenerateSecret=true&callProfile=X1&callLegProfile=X2
00:02:07.220 > core1 GET /calls?coSpaceFilter=S3
00:02:07.220 > core1 GET /calls?coSpaceFilter=S4
00:02:07.240 > core1 DELETE /calls/C3
00:02:07.240 ! a call that no meeting has is closed: index=3 call=C3 bridge=core1
00:02:07.240 > core2 GET /calls?coSpaceFilter=S4
00:02:07.260 > core1 GET /calls?coSpaceFilter=S3
00:02:07.260 * P2 b@example.com ringing
00:02:07.260 * P3 c@example.com ringing
00:02:07.260 * M1 starting, space 4
00:02:07.260 * space 4 in_use
00:02:07.260 > core1 PUT /cospaces/S4 &nonMemberAccess=true&passcode=&name=A&secret=X14
00:02:07.280 > core1 POST /calls coSpace=S4
00:02:07.280 > core2 GET /calls?coSpaceFilter=S3
00:02:07.300 < core1 200 C6
00:02:07.300 * M1 active, space 4, call C6 on core1
00:02:07.300 * P1 a@example.com dialing
00:02:07.300 * space 3 free
00:02:07.300 > core1 POST /calls/C6/calllegs remoteParty=a@example.com
00:02:07.320 < core1 200 L6
00:02:08.340 * P1 a@example.com ringing
00:02:09.280 * P2 b@example.com connected
00:02:09.280 * P3 c@example.com connected
00:02:10.360 * P1 a@example.com connected
00:03:07.220 - the pool is marked as ours: installation=e13bd6b8
00:03:22.240 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:04:22.280 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:05:22.320 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:06:22.360 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:07:22.400 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:08:22.440 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:09:22.480 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:10:22.520 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:11:00.000 * M2 ending, space 2, call C5 on core1
00:11:00.000 * P2 b@example.com disconnected
00:11:00.000 * M3 ending, space 1, call C4 on core1
00:11:00.000 * P3 c@example.com disconnected
00:11:00.000 * M1 ending, space 4, call C6 on core1
00:11:00.000 * P1 a@example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:11:00.000 > core1 PUT /cospaces/S4 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_4&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C4
00:11:00.020 > core1 DELETE /calls/C5
00:11:00.020 > core1 DELETE /calls/C6
00:11:00.040 * M2 ended
00:11:00.040 * M3 ended
00:11:00.040 * M1 ended
00:11:00.040 * space 1 closing
00:11:00.040 * space 2 closing
00:11:00.040 * space 4 closing
00:11:00.040 > core2 GET /calls?coSpaceFilter=S1
00:11:00.040 > core2 GET /calls?coSpaceFilter=S2
00:11:00.040 > core2 GET /calls?coSpaceFilter=S4
00:11:00.060 * space 1 free
00:11:00.060 * space 2 free
00:11:00.060 * space 4 free
00:11:22.560 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:12:22.600 > core1 PUT /cospaces/S1 cdrTag=(its mark)
00:13:00.000 = M2 "B" ended from 60s to 660s
00:13:00.000 =   b@example.com disconnected, 1 attempts
00:13:00.000 = M3 "C" ended from 60s to 660s
00:13:00.000 =   c@example.com disconnected, 1 attempts
00:13:00.000 = M1 "A" ended from 60s to 660s
00:13:00.000 =   a@example.com disconnected, 1 attempts
00:13:00.000 = space 1 free
00:13:00.000 = space 2 free
00:13:00.000 = space 3 free
00:13:00.000 = space 4 free
00:13:00.000 = core1 up, preferred
00:13:00.000 = core2 up
00:13:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:13:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:13:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:13:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
