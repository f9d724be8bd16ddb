# A backup is put back. When it was taken one meeting had begun to dial, another was to come: who has been dialled since is found and
# not dialled again; the call that nobody knows of is closed, and its meeting opened anew, in a space that is certainly empty.
bridges 1
pool 1 2
set legs_per_second 1
leg a@example.com answer
leg b@example.com answer
leg c@example.com answer
ready
book Running at 60s for 10m dial a@example.com dial b@example.com
book Later at 70s for 10m dial c@example.com
at 60500ms
backup
at 90s
put_back 5s
at 3m
show
at 15m
idle
---
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 a@example.com pending
00:00:10.000 * P2 b@example.com pending
00:00:10.000 booked: done M1
00:00:10.000 * M2 scheduled
00:00:10.000 * P3 c@example.com pending
00:00:10.000 booked: done M2
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Running&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 a@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=a@example.com
00:01:00.060 < core1 200 L1
00:01:00.500 a backup is taken
00:01:01.040 * P2 b@example.com dialing
00:01:01.040 > core1 POST /calls/C1/calllegs remoteParty=b@example.com
00:01:01.060 < core1 200 L2
00:01:01.080 * P1 a@example.com ringing
00:01:02.080 * P2 b@example.com ringing
00:01:03.100 * P1 a@example.com connected
00:01:04.100 * P2 b@example.com connected
00:01:10.000 * M2 starting, space 2
00:01:10.000 * space 2 in_use
00:01:10.000 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Later&secret=X6
00:01:10.020 > core1 POST /calls coSpace=S2
00:01:10.040 < core1 200 C2
00:01:10.040 * M2 active, space 2, call C2 on core1
00:01:10.040 * P3 c@example.com dialing
00:01:10.040 > core1 POST /calls/C2/calllegs remoteParty=c@example.com
00:01:10.060 < core1 200 L3
00:01:11.080 * P3 c@example.com ringing
00:01:13.100 * P3 c@example.com connected
00:01:30.000 the service dies after it has sent
00:01:30.000 the backup is put in the store's place
00:01:35.000 the service starts
00:01:35.000 ! the store is a backup that was put back: what the bridges have is looked at first: spaces=2
00:01:35.000 * core1 unknown, preferred
00:01:35.000 * P1 a@example.com dialing
00:01:35.000 * P2 b@example.com pending
00:01:35.000 * M2 waiting: no bridge has answered yet
00:01:35.000 * P3 c@example.com pending
00:01:35.000 * space 2 closing
00:01:35.020 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:01:35.020 > core1 GET /calls/C1/calllegs
00:01:35.020 * core1 up, preferred
00:01:35.040 > core1 GET /calls?coSpaceFilter=S2
00:01:35.040 - call leg adopted: meeting=M1 participant=P2 call_leg=L2
00:01:35.040 * P1 a@example.com connected
00:01:35.040 * P2 b@example.com dialing
00:01:35.040 > core1 GET /calls?coSpaceFilter=S1
00:01:35.060 > core1 DELETE /calls/C2
00:01:35.060 ! a call that no meeting has is closed: index=2 call=C2 bridge=core1
00:01:35.060 * P2 b@example.com connected
00:01:35.080 > core1 GET /calls?coSpaceFilter=S2
00:01:35.100 * M2 starting, space 2
00:01:35.100 * space 2 in_use
00:01:35.100 > core1 PUT /cospaces/S2 &nonMemberAccess=true&passcode=&name=Later&secret=X7
00:01:35.120 > core1 POST /calls coSpace=S2
00:01:35.140 < core1 200 C3
00:01:35.140 * M2 active, space 2, call C3 on core1
00:01:35.140 * P3 c@example.com dialing
00:01:35.140 > core1 POST /calls/C3/calllegs remoteParty=c@example.com
00:01:35.160 < core1 200 L4
00:01:36.180 * P3 c@example.com ringing
00:01:38.200 * P3 c@example.com connected
00:02:05.000 > core1 GET /calls?coSpaceFilter=S1
00:02:05.080 > core1 GET /calls/C1/calllegs
00:03:00.000 = M1 "Running" active from 60s to 660s space 1 call C1 on core1
00:03:00.000 =   a@example.com connected, 1 attempts, leg L1
00:03:00.000 =   b@example.com connected, 1 attempts, leg L2
00:03:00.000 = M2 "Later" active from 70s to 670s space 2 call C3 on core1
00:03:00.000 =   c@example.com connected, 1 attempts, leg L4
00:03:00.000 = space 1 in_use
00:03:00.000 = space 2 in_use
00:03:00.000 = core1 up, preferred
00:03:00.000 =   at the bridges: S1 "Running" uri 1, open
00:03:00.000 =   at the bridges: S2 "Later" uri 2, open
00:03:00.000 =   at core1: call C1 in S1
00:03:00.000 =   at core1: call C3 in S2
00:03:00.000 =   leg L1 to a@example.com in call C1: connected
00:03:00.000 =   leg L2 to b@example.com in call C1: connected
00:03:00.000 =   leg L4 to c@example.com in call C3: connected
00:11:00.000 * M1 ending, space 1, call C1 on core1
00:11:00.000 * P1 a@example.com disconnected
00:11:00.000 * P2 b@example.com disconnected
00:11:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:11:00.020 > core1 DELETE /calls/C1
00:11:00.040 * M1 ended
00:11:00.040 * space 1 free
00:11:10.000 * M2 ending, space 2, call C3 on core1
00:11:10.000 * P3 c@example.com disconnected
00:11:10.000 > core1 PUT /cospaces/S2 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_2&regenerateSecret=true
00:11:10.020 > core1 DELETE /calls/C3
00:11:10.040 * M2 ended
00:11:10.040 * space 2 free
