# Only events with an endpoint become meetings: as a participant, an organizer or a place. What gains one becomes one, what loses it is taken back.
bridges 1
pool 1 2
ready
endpoint room@example.com room@video.example.com
calendar rooms endpoint
reload
event a@example.com "With the room" at 1h for 10m with room@example.com
event b@example.com "Without" at 2h for 10m with sip:ann@example.com
event c@example.com "At the place" at 3h for 10m in "Boardroom (room@example.com)"
event d@example.com "By it" at 4h for 10m by room@example.com
snapshot rooms
meetings
calendars
event a@example.com "With the room no more" at 1h for 10m seq 1
event b@example.com "With it now" at 2h for 10m seq 1 with room@example.com
snapshot rooms
meetings
calendars
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 * M2 scheduled
00:00:10.000 * M3 scheduled
00:00:10.000 calendar: 4 bookings, 3 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "With the room" scheduled from 3600s to 4200s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 = M2 "At the place" scheduled from 10800s to 11400s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 = M3 "By it" scheduled from 14400s to 15000s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 = calendar rooms has 3 meetings, 1 unselected, 0 duplicates
00:00:10.000 * M1 cancelled: its calendar's selection does not take it any more
00:00:10.000 * M4 scheduled
00:00:10.000 calendar: 4 bookings, 1 created, 0 changed, 1 cancelled, 2 unchanged
00:00:10.000 = M1 "With the room no more" cancelled from 3600s to 4200s (its calendar's selection does not take it any more)
00:00:10.000 = M4 "With it now" scheduled from 7200s to 7800s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 = M2 "At the place" scheduled from 10800s to 11400s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 = M3 "By it" scheduled from 14400s to 15000s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 = calendar rooms has 3 meetings, 1 unselected, 0 duplicates
