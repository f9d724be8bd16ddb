"""A service whose wall clock the test sets (false_clock.c)."""
import os
import struct
import time
import unittest

import support
from service import ServiceTest

FALSE_CLOCK = os.path.join(os.path.dirname(support.BIN_DIR), "tests", "false_clock.so")


@unittest.skipUnless(os.path.exists(FALSE_CLOCK), "the false clock is not built (sanitizers)")
class ClockTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.shift = 0.0
        self.clock_path = self.path("clock")
        self.set_ahead(0)

    def set_ahead(self, seconds):
        self.shift = seconds
        file = os.open(self.clock_path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.pwrite(file, struct.pack("<q", int(seconds * 1000)), 0)
        os.close(file)

    def set_clock(self, seconds):
        self.set_ahead(seconds - time.time())

    def now(self):
        """What the service's clock shows."""
        return time.time() + self.shift

    def start_shifted(self, name="", **changes):
        """The bridges' clocks are as they were: none will ever say the same time."""
        changes.setdefault("schedule", {}).setdefault("leap_patience", "2s")
        service = self.make(changes, tls=False, name=name)
        service.start(wrapper=("/usr/bin/env", "LD_PRELOAD=" + FALSE_CLOCK, "COSPACED_CLOCK=" + self.clock_path, "COSPACED_CLOCK_OF=cospaced"))
        return service
