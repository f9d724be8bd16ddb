"""CalDAV against Xandikos."""
import unittest

from caldav_stories import CaldavStories
from dav_servers import Xandikos


class XandikosTest(CaldavStories):
    server_class = Xandikos


del CaldavStories  # it has no server

if __name__ == "__main__":
    unittest.main()
