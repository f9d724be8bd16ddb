"""Writes a large calendar as a company's server would publish it; the same bytes for the same arguments.

100,000 events of about 2.4 KB: 80 % single ones, 20 % recurring (weekly, weekdays until a date, the n-th weekday of a month, every other week
a number of times), over the two years before and the half year after a day; three to eight attendees, folded descriptions of 1 KB, an alarm
in each third. The calendar has the VTIMEZONEs that its times name."""
import datetime
import random

ZONES = {
    "Europe/Berlin": ("+0100", "+0200", "19700329T020000", "3", "19701025T030000", "10", "CET", "CEST"),
    "Europe/London": ("+0000", "+0100", "19700329T010000", "3", "19701025T020000", "10", "GMT", "BST"),
}
DAYS = ["MO", "TU", "WE", "TH", "FR"]
WORDS = ("project plan review budget quarter team status customer release design schedule risk action follow decision workshop travel "
         "contract supplier meeting agenda minutes presentation numbers forecast training security network video room").split()
FIRST, LAST = -730, 180


def fold(line):
    """RFC 5545 3.1: 75 octets a line; all of it is ASCII."""
    pieces = [line[:75]]
    pieces += [line[at:at + 74] for at in range(75, len(line), 74)]
    return "\r\n ".join(pieces) + "\r\n"


def zone_lines(name):
    standard, summer, spring, march, autumn, october, short, long = ZONES[name]
    return (f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n"
            f"BEGIN:DAYLIGHT\r\nTZOFFSETFROM:{standard}\r\nTZOFFSETTO:{summer}\r\nTZNAME:{long}\r\nDTSTART:{spring}\r\n"
            f"RRULE:FREQ=YEARLY;BYMONTH={march};BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
            f"BEGIN:STANDARD\r\nTZOFFSETFROM:{summer}\r\nTZOFFSETTO:{standard}\r\nTZNAME:{short}\r\nDTSTART:{autumn}\r\n"
            f"RRULE:FREQ=YEARLY;BYMONTH={october};BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")


def rule_of(chance, kind, day):
    weekday = DAYS[min(day.weekday(), 4)]
    if kind == 0:
        until = day + datetime.timedelta(weeks=chance.randrange(10, 100))
        return f"FREQ=WEEKLY;BYDAY={weekday}" + (f";UNTIL={until:%Y%m%d}T220000Z" if chance.random() < 0.5 else "")
    if kind == 1:
        until = day + datetime.timedelta(weeks=chance.randrange(4, 26))
        return f"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL={until:%Y%m%d}T220000Z"
    if kind == 2:
        return f"FREQ=MONTHLY;BYDAY={min((day.day + 6) // 7, 4)}{weekday}"
    return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday};COUNT=10"


def event_lines(chance, number, today):
    zone = "Europe/Berlin" if number % 4 else "Europe/London"
    day = today + datetime.timedelta(days=chance.randrange(FIRST, LAST))
    if day.weekday() > 4:
        day -= datetime.timedelta(days=2)
    start = datetime.datetime(day.year, day.month, day.day, chance.randrange(7, 18), chance.choice((0, 15, 30, 45)))
    end = start + datetime.timedelta(minutes=chance.choice((30, 45, 60, 90)))
    text = [f"BEGIN:VEVENT\r\nUID:{number:08d}-{chance.getrandbits(64):016x}@calendar.example.com\r\n"
            f"DTSTAMP:{today - datetime.timedelta(days=1):%Y%m%d}T060000Z\r\nCREATED:{day - datetime.timedelta(days=9):%Y%m%d}T080000Z\r\n"
            f"LAST-MODIFIED:{day - datetime.timedelta(days=8):%Y%m%d}T080000Z\r\nSEQUENCE:{number % 3}\r\n"
            f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\r\nDTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}\r\n"]
    if number % 5 == 0:
        text.append(f"RRULE:{rule_of(chance, number // 5 % 4, day)}\r\n")
    words = chance.choices(WORDS, k=160)
    text.append(f"SUMMARY:{' '.join(words[:5]).capitalize()}\r\n")
    text.append(f"LOCATION:Room {chance.randrange(200)}\\, floor {number % 9}\r\n")
    people = chance.sample(range(20000), chance.randrange(3, 9))
    text.append(f"ORGANIZER;CN=\"Person {people[0]}\":mailto:person{people[0]}@example.com\r\n")
    for person in people:
        text.append(fold(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Person {person}\""
                         f":mailto:person{person}@example.com"))
    text.append(fold("DESCRIPTION:" + "\\n".join(" ".join(words[at:at + 10]) for at in range(0, 160, 10))))
    text.append("STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nCLASS:PUBLIC\r\nPRIORITY:5\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n")
    if number % 3 == 0:
        text.append("BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nTRIGGER;RELATED=START:-PT15M\r\nEND:VALARM\r\n")
    text.append("END:VEVENT\r\n")
    return "".join(text)


def write_feed(path, events, today):
    chance = random.Random(20261122)
    with open(path, "w", newline="", encoding="ascii", buffering=1 << 20) as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//bench//EN\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:Everything\r\n")
        for zone in ZONES:
            file.write(zone_lines(zone))
        for number in range(events):
            file.write(event_lines(chance, number, today))
        file.write("END:VCALENDAR\r\n")
