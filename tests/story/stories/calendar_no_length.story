# An event without an end takes no time: its meeting is shown, takes no space and calls nobody.
bridges 1
pool 1 1
ready
event lunch@example.com "Lunch bell" at 60s for 0s with sip:board@video.example.com
snapshot rooms
at 2m
show
---
