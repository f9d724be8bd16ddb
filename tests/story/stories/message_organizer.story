# Who acts for the organizer says so (SENT-BY); another organizer takes over with a higher SEQUENCE only; a foreign CANCEL does nothing.
bridges 1
pool 1 2
ready
event a@example.com Planning at 1h for 10m by alice@example.org stamp 10
message mail request
event a@example.com "Planning, stolen" at 1h for 10m by mallory@example.org stamp 20
message mail request
event a@example.com "" at 1h for 10m by mallory@example.org stamp 20 seq 1
message mail cancel
event a@example.com "Planning, handed over" at 1h for 10m by bob@example.org stamp 30 seq 1
message mail request
event a@example.com "Planning, late" at 1h for 10m by alice@example.org stamp 20
message mail request
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: conflict, "a@example.com" is a booking of alice@example.org, not of mallory@example.org; nothing was changed, another organizer takes over with a REQUEST of a higher SEQUENCE
00:00:10.000 calendar: conflict, "a@example.com" is a booking of alice@example.org, not of mallory@example.org; nothing was changed, another organizer takes over with a REQUEST of a higher SEQUENCE
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: conflict, "a@example.com" is a booking of bob@example.org, not of alice@example.org; nothing was changed, another organizer takes over with a REQUEST of a higher SEQUENCE
00:00:10.000 = M1 "Planning, handed over" scheduled from 3600s to 4200s
