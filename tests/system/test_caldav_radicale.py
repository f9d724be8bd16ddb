"""CalDAV against Radicale."""
import unittest

from caldav_stories import CaldavStories
from dav_servers import Radicale


class RadicaleTest(CaldavStories):
    server_class = Radicale


del CaldavStories  # it has no server

if __name__ == "__main__":
    unittest.main()
