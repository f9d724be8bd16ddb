# Parameter sets of others, by name: one whose spaces would have addresses of ours in the range's upper half; one that has our names
# alone; a neighbour of ours, and one with names of its own, are in nobody's way. Each is said once, shown while it is there, and touched never.
bridges 2
pool 1 4
hand do POST cospaceBulkParameterSets "" startIndex=3&endIndex=9&coSpaceUriMapping=$index$&coSpaceNameMapping=Lobby_$index$&coSpaceCallIdMapping=$index$
hand do POST cospaceBulkParameterSets "" startIndex=1&endIndex=1&coSpaceUriMapping=tms$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$
hand do POST cospaceBulkParameterSets "" startIndex=5&endIndex=9&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$
hand do POST cospaceBulkParameterSets "" startIndex=1&endIndex=4&coSpaceUriMapping=lobby.$index$&coSpaceNameMapping=Lobby+$index$
start
at 30s
show
at 150s
crash after_send for 2s
at 200s
hand do DELETE cospaceBulkParameterSets X6
at 5m
show
pool 1 2
at 6m
show
hand do POST cospaceBulkParameterSets "" startIndex=2&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=Theirs
at 8m
show
---
00:00:00.000 (by hand: POST /cospaceBulkParameterSets startIndex=3&endIndex=9&coSpaceUriMapping=$index$&coSpaceNameMapping=Lobby_$index$&coSpaceCallIdMapping=$index$)
00:00:00.000 (by hand: POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=tms$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$)
00:00:00.000 (by hand: POST /cospaceBulkParameterSets startIndex=5&endIndex=9&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$)
00:00:00.000 (by hand: POST /cospaceBulkParameterSets startIndex=1&endIndex=4&coSpaceUriMapping=lobby.$index$&coSpaceNameMapping=Lobby+$index$)
00:00:00.000 * core1 unknown, preferred
00:00:00.000 * core2 unknown
00:00:00.020 * core1 up, preferred
00:00:00.020 * core2 up
00:00:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:00:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:00:00.040 < core1 200 X1
00:00:00.040 < core1 200 X2
00:00:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=4&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:00:00.060 < core1 200 X3
00:00:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:00:00.080 < core1 200 X4
00:00:00.140 ! a parameter set that is not ours has names or addresses of the pool: set=X5 first=3 last=9 shares=uri,callId name="Lobby_$index$" uri="$index$" call_id="$index$" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:00:00.160 ! a parameter set that is not ours has names or addresses of the pool: set=X6 first=1 last=1 shares=name name="TMS_Scheduled_Meeting_$index$" uri="tms$index$" call_id="" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:00:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:00:01.120 - spaces made: first=1 last=4 set=X3
00:00:01.120 * space 1 free
00:00:01.120 * space 2 free
00:00:01.120 * space 3 free
00:00:01.120 * space 4 free
00:00:30.000 = space 1 free
00:00:30.000 = space 2 free
00:00:30.000 = space 3 free
00:00:30.000 = space 4 free
00:00:30.000 = core1 up, preferred
00:00:30.000 = core2 up
00:00:30.000 = foreign set X5, 3 to 9: Lobby_$index$ $index$ $index$
00:00:30.000 = foreign set X6, 1 to 1: TMS_Scheduled_Meeting_$index$ tms$index$ 
00:00:30.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:00:30.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:00:30.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:00:30.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
00:02:30.080 the service dies after it has sent
00:02:32.080 the service starts
00:02:32.080 * core1 unknown, preferred
00:02:32.080 * core2 unknown
00:02:32.100 * core1 up, preferred
00:02:32.100 * core2 up
00:02:32.220 ! a parameter set that is not ours has names or addresses of the pool: set=X5 first=3 last=9 shares=uri,callId name="Lobby_$index$" uri="$index$" call_id="$index$" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:02:32.240 ! a parameter set that is not ours has names or addresses of the pool: set=X6 first=1 last=1 shares=name name="TMS_Scheduled_Meeting_$index$" uri="tms$index$" call_id="" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:03:20.000 (by hand: DELETE /cospaceBulkParameterSets/X6)
00:03:32.380 - a parameter set that is not ours is in the pool's way no longer: set=X6 first=1 last=1 reason="it is gone"
00:05:00.000 = space 1 free
00:05:00.000 = space 2 free
00:05:00.000 = space 3 free
00:05:00.000 = space 4 free
00:05:00.000 = core1 up, preferred
00:05:00.000 = core2 up
00:05:00.000 = foreign set X5, 3 to 9: Lobby_$index$ $index$ $index$
00:05:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:05:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:05:00.000 =   at the bridges: S3 "TMS_Scheduled_Meeting_3" uri 3, closed
00:05:00.000 =   at the bridges: S4 "TMS_Scheduled_Meeting_4" uri 4, closed
00:05:00.000 the configuration is read again: pool 1 to 2
00:05:00.000 - a parameter set that is not ours is in the pool's way no longer: set=X5 first=3 last=9 reason="the pool is another"
00:05:00.000 * space 3 leaving, to be deleted
00:05:00.000 * space 4 leaving, to be deleted
00:05:00.000 > core1 DELETE /cospaces/S3
00:05:00.000 > core1 DELETE /cospaces/S4
00:05:00.020 - a space left the pool: index=3 id=S3 reason="the range no longer has it"
00:05:00.020 - a space left the pool: index=4 id=S4 reason="the range no longer has it"
00:06:00.000 = space 1 free
00:06:00.000 = space 2 free
00:06:00.000 = core1 up, preferred
00:06:00.000 = core2 up
00:06:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:06:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
00:06:00.000 (by hand: POST /cospaceBulkParameterSets startIndex=2&endIndex=2&coSpaceUriMapping=$index$&coSpaceNameMapping=Theirs)
00:06:32.940 ! a parameter set that is not ours has names or addresses of the pool: set=X7 first=2 last=2 shares=uri name="Theirs" uri="$index$" call_id="" advice="look for TMS or another scheduler on this range, and give one of the two another range in pool; a set that nobody needs: delete it"
00:08:00.000 = space 1 free
00:08:00.000 = space 2 free
00:08:00.000 = core1 up, preferred
00:08:00.000 = core2 up
00:08:00.000 = foreign set X7, 2 to 2: Theirs $index$ 
00:08:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
00:08:00.000 =   at the bridges: S2 "TMS_Scheduled_Meeting_2" uri 2, closed
