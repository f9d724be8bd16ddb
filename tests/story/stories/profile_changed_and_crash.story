# A profile is changed by hand, and the service dies before it is put right: this is durable, and is done after. It stays the same profile.
bridges 1
pool 1 1
ready
hand do PUT callProfiles X1 participantLimit=5
crash after_send for 5s
fault PUT */callProfiles/* drop_before count 1
at 15500ms
crash after_send for 2s
at 60s
idle
---
00:00:10.000 (by hand: PUT /callProfiles/X1 participantLimit=5)
00:00:10.040 the service dies after it has sent
00:00:15.040 the service starts
00:00:15.040 * core1 unknown, preferred
00:00:15.060 * core1 up, preferred
00:00:15.080 ! a profile of the pool was changed by hand, it is put right: profile=call id=X1 times=1
00:00:15.080 > core1 PUT /callProfiles/X1 participantLimit=1000&messageBoardEnabled=false
00:00:15.100 < core1 PUT /callProfiles/X1: the connection died
00:00:16.100 > core1 PUT /callProfiles/X1 participantLimit=1000&messageBoardEnabled=false
00:00:16.100 the service dies after it has sent
00:00:18.100 the service starts
00:00:18.100 * core1 unknown, preferred
00:00:18.120 * core1 up, preferred
00:00:18.120 > core1 PUT /callProfiles/X1 participantLimit=1000&messageBoardEnabled=false
