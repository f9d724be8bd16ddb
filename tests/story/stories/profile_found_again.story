# After a restart both profiles are read once and found; nothing is made.
bridges 1
pool 1 1
ready
crash after_send for 5s
at 60s
idle
---
00:00:10.040 the service dies after it has sent
00:00:15.040 the service starts
00:00:15.040 * core1 unknown, preferred
00:00:15.060 * core1 up, preferred
