# The bridges refuse the password: said once, asked never again, until the configuration is read again.
pool 1 1
fault * * status status 401
start
at 10m
show
heal
reload
at 11m
show
idle
---
00:00:00.000 * core1 unknown, preferred
00:00:00.000 * core2 unknown
00:00:00.020 < core1 GET /system/status: 401
00:00:00.020 < core2 GET /system/status: 401
00:00:00.020 * core1 down, preferred
00:00:00.020 * core2 down
00:10:00.000 = core1 down, preferred, last error: status 401: user name or password is wrong
00:10:00.000 = core2 down, last error: status 401: user name or password is wrong
00:10:00.000 = not ready: no bridge is up
00:10:00.000 = not ready: 1 space of the pool is not made yet
00:10:00.000 the faults are over
00:10:00.000 the configuration is read again
00:10:00.000 * core1 unknown, preferred
00:10:00.000 * core2 unknown
00:10:00.020 * core1 up, preferred
00:10:00.020 * core2 up
00:10:00.020 > core1 POST /callProfiles participantLimit=1000&messageBoardEnabled=false
00:10:00.020 > core1 POST /callLegProfiles defaultLayout=telepresence&changeLayoutAllowed=true
00:10:00.040 < core1 200 X1
00:10:00.040 < core1 200 X2
00:10:00.040 > core1 POST /cospaceBulkParameterSets startIndex=1&endIndex=1&coSpaceUriMapping=$index$&coSpaceNameMapping=TMS_Scheduled_Meeting_$index$&coSpaceCallIdMapping=$index$&callProfile=X1&callLegProfile=X2&nonMemberAccess=false
00:10:00.060 < core1 200 X3
00:10:00.060 > core1 POST /cospaceBulkSyncs cospaceBulkParameterSet=X3
00:10:00.080 < core1 200 X4
00:10:01.100 > core1 GET /coSpaces?filter=TMS_Scheduled_Meeting_
00:10:01.120 - spaces made: first=1 last=1 set=X3
00:10:01.120 * space 1 free
00:11:00.000 = space 1 free
00:11:00.000 = core1 up, preferred, last error: status 401: user name or password is wrong
00:11:00.000 = core2 up, last error: status 401: user name or password is wrong
00:11:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
