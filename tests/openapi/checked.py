"""Services whose every answer and event is held against the OpenAPI document."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "system"))
import service as services  # noqa: E402
import support  # noqa: E402, F401
from document import Document  # noqa: E402
from event_stream import Stream  # noqa: E402
from receiver import Receiver  # noqa: E402
from sources import SourceTest  # noqa: E402

DOCUMENT = Document()


class CheckedTest(SourceTest):
    """DOCUMENT remembers what was met, over all tests of a program."""

    def watch(self, service):
        api = service.api

        def asked(method, path, body=None, headers=None):
            answer = api(method, path, body, headers)
            DOCUMENT.check_answer(method, path, answer)
            return answer

        service.api = asked
        return service

    def make(self, *arguments, **how):
        return self.watch(super().make(*arguments, **how))

    def another(self, sim, name, changes):
        """A second service on that cluster; does not run yet."""
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        service = self.watch(services.Service(folder, sim, changes))
        self.services.append(service)
        self.addCleanup(service.kill)
        return service

    def receiver(self, **how):
        one = Receiver(None, **how)
        self.addCleanup(one.stop)
        return one

    def hook(self, receiver, name="desk", **more):
        path = self.path(name + ".secret")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(receiver.secrets) + "\n")
        return {"name": name, "url": receiver.url(), "secret_file": path, **more}

    def follow(self, service, **how):
        """A stream; what came is checked when it is closed, at the test's end."""
        stream = Stream(service.socket, **how)

        def checked():
            stream.close()
            for event in stream.events:
                DOCUMENT.check_event(event)

        self.addCleanup(checked)
        return stream
