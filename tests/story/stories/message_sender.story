# Whose word counts: mails of strangers change nothing; who is named in SENT-BY is believed; a trusted channel may bring another organizer with
# a higher SEQUENCE.
bridges 1
pool 1 2
ready
event a@example.com Planning at 1h for 10m by alice@example.org stamp 1
message mail request from ALICE@example.org
event a@example.com Planning at 1h for 10m by alice@example.org seq 1 stamp 2 cancelled
message mail cancel from mallory@example.net
event a@example.com "Of Mallory" at 1h for 10m by mallory@example.net seq 9 stamp 3
message mail request from mallory@example.net
event a@example.com "Of Mallory" at 1h for 10m by mallory@example.net stamp 3
message mail request
event a@example.com "Of Mallory" at 1h for 10m by mallory@example.net seq 1 stamp 3 cancelled
message mail cancel
event b@example.com "Of Mallory" at 1h for 10m by alice@example.org stamp 3
message mail request from mallory@example.net
event a@example.com "Of Dave" at 1h for 20m by dave@example.org seq 1 stamp 4
message mail request
meetings
---
00:00:10.000 * M1 scheduled
00:00:10.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:10.000 calendar: conflict, mallory@example.net may not change "a@example.com": its organizer is alice@example.org; nothing was changed, he has to send it himself or name the sender in SENT-BY
00:00:10.000 calendar: conflict, mallory@example.net may not change "a@example.com": its organizer is alice@example.org; nothing was changed, he has to send it himself or name the sender in SENT-BY
00:00:10.000 calendar: conflict, "a@example.com" is a booking of alice@example.org, not of mallory@example.net; nothing was changed, another organizer takes over with a REQUEST of a higher SEQUENCE
00:00:10.000 calendar: conflict, "a@example.com" is a booking of alice@example.org, not of mallory@example.net; nothing was changed, another organizer takes over with a REQUEST of a higher SEQUENCE
00:00:10.000 calendar: conflict, mallory@example.net may not change "b@example.com": its organizer is alice@example.org; nothing was changed, he has to send it himself or name the sender in SENT-BY
00:00:10.000 calendar: 1 bookings, 0 created, 1 changed, 0 cancelled, 0 unchanged
00:00:10.000 = M1 "Of Dave" scheduled from 3600s to 4800s
