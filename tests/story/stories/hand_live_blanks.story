# Blanks around a title are not sent, and blanks at the end of a name that the server shows are no change by hand.
bridges 1
pool 1 1
ready
book "  Board meeting " at 60s for 5m dial board@video.example.com
at 90s
hand rename 1 Board+meeting++
at 8m
idle
---
