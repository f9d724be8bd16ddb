# A release that does not know a parameter of a profile refuses it by name: the profile is made without it, and that is said.
bridges 1
pool 1 1
fault POST */callProfiles reason "parameterError parameter='messageBoardEnabled' error='invalidValue'" count 1
start
at 30s
idle
---
