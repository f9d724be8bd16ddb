# A free space gets another URI and call id by hand: the PUT back carries the right ones.
bridges 1
pool 1 1
ready
hand readdress 1 mine
at 3m
show
idle
