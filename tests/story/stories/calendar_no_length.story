# An event without an end takes no time: it makes no meeting, and takes back the one it had.
bridges 1
pool 1 1
ready
event bell@example.com "Lunch bell" at 60s for 0s with sip:board@video.example.com
snapshot rooms
at 20s
event bell@example.com "Lunch" at 90s for 5m with sip:board@video.example.com
snapshot rooms
at 30s
event bell@example.com "Lunch bell" at 90s for 0s with sip:board@video.example.com
snapshot rooms
at 2m
show
---
00:00:10.000 calendar: 1 bookings, 0 created, 0 changed, 0 cancelled, 0 unchanged
00:00:20.000 * M1 scheduled
00:00:20.000 * P1 sip:board@video.example.com pending
00:00:20.000 calendar: 1 bookings, 1 created, 0 changed, 0 cancelled, 0 unchanged
00:00:30.000 * M1 cancelled: cancelled by its calendar
00:00:30.000 * P1 sip:board@video.example.com disconnected
00:00:30.000 calendar: 1 bookings, 0 created, 0 changed, 1 cancelled, 0 unchanged
00:02:00.000 = M1 "Lunch" cancelled from 90s to 390s (cancelled by its calendar)
00:02:00.000 =   sip:board@video.example.com disconnected, 0 attempts
00:02:00.000 = space 1 free
00:02:00.000 = core1 up, preferred
00:02:00.000 =   at the bridges: S1 "TMS_Scheduled_Meeting_1" uri 1, closed
