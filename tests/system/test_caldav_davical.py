"""CalDAV against DAViCal."""
import unittest

from caldav_stories import CaldavStories
from dav_servers import Davical


class DavicalTest(CaldavStories):
    server_class = Davical


del CaldavStories  # it has no server

if __name__ == "__main__":
    unittest.main()
