# A CANCEL without STATUS:CANCELLED takes those it names off the list. Without the room the meeting is none of ours any more; one that never had
# a room goes on.
bridges 1
pool 1 2
ready
endpoint room@example.com room@video.example.com
reload
event a@example.com Planning at 1h for 10m by alice@example.org with sip:bob@example.org with room@example.com;room
message mail request
event a@example.com Planning at 1h for 10m by alice@example.org seq 1 with sip:bob@example.org
message mail cancel
meetings
event a@example.com Planning at 1h for 10m by alice@example.org seq 2 with room@example.com;room
message mail cancel
meetings
event b@example.com Talk at 2h for 10m by alice@example.org with sip:bob@example.org with eve@example.org
message mail request
event b@example.com Talk at 2h for 10m by alice@example.org seq 1 with sip:bob@example.org
message mail cancel
meetings
---
00:00:10.000 the configuration is read again
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * P1 room@example.com pending
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" scheduled from 3600s to 4200s
00:00:10.000 =   room@example.com pending, 0 attempts
00:00:10.000 * M1 cancelled: cancelled by its calendar
00:00:10.000 * P1 room@example.com disconnected
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" cancelled from 3600s to 4200s (cancelled by its calendar)
00:00:10.000 =   room@example.com disconnected, 0 attempts
00:00:10.000 * M2 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 * P2 eve@example.org listed
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Planning" cancelled from 3600s to 4200s (cancelled by its calendar)
00:00:10.000 =   room@example.com disconnected, 0 attempts
00:00:10.000 = M2 "Talk" scheduled from 7200s to 7800s
00:00:10.000 =   eve@example.org listed, 0 attempts
