# The organizer's calendar and the room's have the same booking: one meeting with the people of both. The organizer's goes away while it runs: the
# room's copy takes it over, nobody is called again. What the room's has, too, ends with it.
bridges 1
pool 1 2
ready
calendar staff all
calendar rooms all
reload
event a@example.com Planning at 1m for 10m with sip:ann@example.com with sip:bob@example.com
snapshot staff
event a@example.com "Room: Planning" at 1m for 10m with sip:room@example.com with sip:ann@example.com
snapshot rooms
calendars
at 90s
meetings
forget a@example.com
snapshot staff
at 2m
meetings
calendars
snapshot rooms
at 3m
meetings
idle
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * P1 sip:ann@example.com pending
00:00:10.000 * P2 sip:bob@example.com pending
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * P3 sip:room@example.com pending
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 1 unchanged
00:00:10.000 = calendar rooms has 0 meetings, 0 unselected, 1 duplicates
00:00:10.000 =   a@example.com is in staff
00:00:10.000 = calendar staff has 1 meetings, 0 unselected, 0 duplicates
00:01:00.000 * M1 starting, space 1
00:01:00.000 * space 1 in_use
00:01:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Planning&secret=X5
00:01:00.020 > core1 POST /calls coSpace=S1
00:01:00.040 < core1 200 C1
00:01:00.040 * M1 active, space 1, call C1 on core1
00:01:00.040 * P1 sip:ann@example.com dialing
00:01:00.040 * P2 sip:bob@example.com dialing
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=ann@example.com
00:01:00.040 > core1 POST /calls/C1/calllegs remoteParty=bob@example.com
00:01:00.060 < core1 200 L1
00:01:00.060 < core1 200 L2
00:01:00.090 * P3 sip:room@example.com dialing
00:01:00.090 > core1 POST /calls/C1/calllegs remoteParty=room@example.com
00:01:00.110 < core1 200 L3
00:01:01.080 * P1 sip:ann@example.com ringing
00:01:01.080 * P2 sip:bob@example.com ringing
00:01:01.130 * P3 sip:room@example.com ringing
00:01:03.100 * P1 sip:ann@example.com connected
00:01:03.100 * P2 sip:bob@example.com connected
00:01:03.150 * P3 sip:room@example.com connected
00:01:30.000 = M1 "Planning" active from 60s to 660s space 1 call C1 on core1
00:01:30.000 =   sip:ann@example.com connected, 1 attempts, leg L1
00:01:30.000 =   sip:bob@example.com connected, 1 attempts, leg L2
00:01:30.000 =   sip:room@example.com connected, 1 attempts, leg L3
00:01:30.000 * P2 sip:bob@example.com connected, to be removed
00:01:30.000 > core1 DELETE /callLegs/L2
00:01:30.000 calendar: 0 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:01:30.100 > core1 PUT /cospaces/S1 &nonMemberAccess=true&passcode=&name=Room%3A+Planning&secret=X5
00:02:00.000 = M1 "Room: Planning" active from 60s to 660s space 1 call C1 on core1
00:02:00.000 =   sip:ann@example.com connected, 1 attempts, leg L1
00:02:00.000 =   sip:room@example.com connected, 1 attempts, leg L3
00:02:00.000 = calendar rooms has 1 meetings, 0 unselected, 0 duplicates
00:02:00.000 = calendar staff has 0 meetings, 0 unselected, 0 duplicates
00:02:00.000 * M1 ending, space 1, call C1 on core1: cancelled by its calendar
00:02:00.000 * P1 sip:ann@example.com disconnected
00:02:00.000 * P3 sip:room@example.com disconnected
00:02:00.000 > core1 PUT /cospaces/S1 &nonMemberAccess=false&passcode=&name=TMS_Scheduled_Meeting_1&regenerateSecret=true
00:02:00.000 calendar: 0 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:02:00.020 > core1 DELETE /calls/C1
00:02:00.040 * M1 ended: cancelled by its calendar
00:02:00.040 * space 1 free
00:03:00.000 = M1 "Room: Planning" ended from 60s to 660s (cancelled by its calendar)
00:03:00.000 =   sip:ann@example.com disconnected, 1 attempts
00:03:00.000 =   sip:room@example.com disconnected, 1 attempts
