"""The notes of fail_one.c: which places a program passes, and which of them is to fail."""
import ctypes
import functools
import mmap
import os
import re
import subprocess

import support

LIBRARY = os.path.join(os.path.dirname(support.BIN_DIR), "tests", "fail_one.so")


@functools.cache
def preloaded(program):
    """The library, behind the address sanitizer if the program is built with it: that must be there first."""
    needed = subprocess.run(["ldd", support.binary(program)], capture_output=True, text=True, check=True).stdout
    return " ".join([*re.findall(r"=> (\S*/libasan\S*)", needed), LIBRARY])


class Place(ctypes.Structure):
    """struct place of fail_one.c."""
    _fields_ = [("name", ctypes.c_uint64), ("nth", ctypes.c_uint64), ("passed", ctypes.c_uint64), ("armed", ctypes.c_uint64),
                ("failed", ctypes.c_uint64), ("function", ctypes.c_char * 24), ("callers", ctypes.c_char * 48 * 6)]

    def word(self):
        return f"{self.name:016x}"

    def words(self):
        return f"{self.word()} {self.function.decode()} from {', '.join(c.value.decode() for c in self.callers if c.value)}"


class Notes(ctypes.Structure):
    """struct notes of fail_one.c."""
    _fields_ = [("n_places", ctypes.c_uint64), ("places", Place * 8192)]

    def known(self):
        """In the order of first passing."""
        return sorted((p for p in self.places if p.name), key=lambda p: p.nth)

    def armed(self, names):
        """The same places before anything is passed; these are to fail."""
        notes = Notes.from_buffer_copy(self)
        for place in notes.known():
            place.passed = place.failed = 0
            place.armed = place.name in names
        return notes


class Live:
    """Notes that programs write while they are looked at; used for one program after the other."""

    def __init__(self, path):
        self.path = path
        with open(path, "wb") as file:
            file.truncate(ctypes.sizeof(Notes))
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 0)
        self.notes = Notes.from_buffer(self.memory)
        self.places = []  # that are known
        self.failed = 0  # times, till the last arm()

    def learn(self):
        """Those that were passed till now and are new, in the order of first passing."""
        if self.notes.n_places > len(self.places):
            self.places = self.notes.known()
        return self.places

    def arm(self, place=None):
        """Before the next program: nothing is passed yet, this one is to fail. A Place lives in the notes themselves."""
        for other in self.learn():
            self.failed += other.failed
            other.passed = other.failed = other.armed = 0
        if place is not None:
            place.armed = 1

    def environment(self, program, allocations, **more):
        return {"LD_PRELOAD": preloaded(program), "FAIL_ONE_NOTES": self.path, "FAIL_ONE_PROGRAM": program,
                **({"FAIL_ONE_ALLOCATIONS": "1"} if allocations else {}), **more}
