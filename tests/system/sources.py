"""What the tests of sources share: a calendar server beside a service that looks at it every second."""
from feed import Feed
from service import ServiceTest, calendar, event, whole_second
from support import wait_for


class SourceTest(ServiceTest):
    def serve(self, certificate=None):
        server = Feed(certificate)
        self.addCleanup(server.close)
        return server

    @staticmethod
    def day(*uids, hour=0, sequence=0):
        """A calendar with one meeting a UID, tomorrow."""
        start = whole_second(86400) + hour * 3600
        return calendar(*[event(uid, start, start + 1800, title=uid, more=[f"SEQUENCE:{sequence}"]) for uid in uids])

    @staticmethod
    def source(name, url, **more):
        return {"name": name, "kind": "ics", "url": url, "every": "1s", **more}

    def begin(self, *sources, **changes):
        return self.start({"calendars": list(sources), "limits": {"connect_timeout": "1s", "request_timeout": "1s"}, **changes})

    def begin_and_spoil(self, server, cases):
        """(service, names): a source for each case, [(answer of the server, what follows)], with four bookings; then comes the answer."""
        names = [f"case{i}" for i in range(len(cases))]
        for name in names:  # a UID in several calendars would be one meeting
            server.set("/" + name, self.day(*[f"{name}-{i}" for i in range(4)]))
        service = self.begin(*[self.source(name, server.url("/" + name)) for name in names])
        for name in names:
            self.wait_bookings(service, name, 4)
        for name, (answer, _) in zip(names, cases):
            server.set("/" + name, **answer)
        return service, names

    @staticmethod
    def shown(service, name):
        return service.get("/v1/calendars/" + name)

    def wait_bookings(self, service, name, n):
        def there():
            answer = service.api("GET", "/v1/calendars/" + name)
            return answer.json() if answer.status == 200 and answer.json()["bookings"] == n else None

        return wait_for(there, f"{name} has {n} bookings")

    def wait_error(self, service, name, *words):
        def failed():
            error = self.shown(service, name)["last_error"]
            return error if error and all(word in error for word in words) else None

        return wait_for(failed, f"{name} fails with {words}")

    def wait_well(self, service, name):
        wait_for(lambda: (c := self.shown(service, name))["last_error"] is None and c["last_success"], f"{name} is well")

    @staticmethod
    def uids(service, name):
        return sorted(m["uid"] for m in service.meetings() if m["calendar"] == name and m["state"] == "scheduled")

    def wait_uids(self, service, name, *uids):
        wait_for(lambda: self.uids(service, name) == sorted(uids), f"{name} holds {uids}")
