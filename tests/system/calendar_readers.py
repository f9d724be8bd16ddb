"""Reads text/calendar from standard input with a reader that is not ours, and writes its VEVENTs and VFREEBUSYs as JSON.

usage: calendar_readers.py icalendar|vobject, or --here: the names of those that are installed. For the system's Python,
to which Debian's packages belong. Times are RFC 3339 in UTC; FREEBUSY is a list of [start, end].
"""
import datetime
import json
import sys

TIMES = ("DTSTART", "DTEND", "DTSTAMP", "RECURRENCE-ID")


def time_text(at):
    if at.tzinfo is None or at.utcoffset() != datetime.timedelta(0):
        raise ValueError(f"{at} is not in UTC")
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def period_text(period):
    start, end = period
    return [time_text(start), time_text(end if isinstance(end, datetime.datetime) else start + end)]


def read_icalendar(text):
    import icalendar

    shown = []
    for component in icalendar.Calendar.from_ical(text).walk():
        if component.name not in ("VEVENT", "VFREEBUSY"):
            continue
        said = {"FREEBUSY": []} if component.name == "VFREEBUSY" else {}
        for name, value in component.property_items(recursive=False):
            if name in TIMES:
                said[name] = time_text(value.dt)
            elif name == "FREEBUSY":
                said[name].append(period_text(value.dt if hasattr(value, "dt") else (value.start, value.end)))
            elif name not in ("BEGIN", "END", "ATTENDEE"):
                said[name] = str(value)
        shown.append(said)
    return shown


def read_vobject(text):
    import vobject

    shown = []
    (calendar,) = vobject.readComponents(text)
    for component in calendar.components():
        said = {"FREEBUSY": []} if component.name == "VFREEBUSY" else {}
        for line in component.lines():
            if line.name in TIMES:
                said[line.name] = time_text(line.value)
            elif line.name == "FREEBUSY":
                said[line.name] += [period_text(period) for period in line.value]
            elif line.name != "ATTENDEE":
                said[line.name] = str(line.value)
        shown.append(said)
    return shown


READERS = {"icalendar": read_icalendar, "vobject": read_vobject}


def here(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False


def main(argument):
    if argument == "--here":
        print(*[name for name in READERS if here(name)])
        return
    json.dump(READERS[argument](sys.stdin.buffer.read().decode()), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
