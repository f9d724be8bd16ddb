"""Invitations as mail systems hand them on: whole mails through cospacectl's standard input, as Exchange, Google and others make them."""
import base64
import quopri
import unittest

from service import ServiceTest, calendar, event, from_rfc3339, whole_second

ANN = "ann@example.com"
TEMPFAIL = 75  # EX_TEMPFAIL of sysexits.h


def crlf(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def as_base64(text):
    return base64.encodebytes(text.encode()).decode()


def as_quoted(text):
    return quopri.encodestring(text.replace("\r\n", "\n").encode()).decode()


def invitation(method, uid, start, end, sequence=0, title="Überblick", organizer=ANN, more=()):
    lines = [f"SEQUENCE:{sequence}", f"ORGANIZER;CN=Ann:MAILTO:{organizer}", *more]
    if method == "CANCEL":
        lines.append("STATUS:CANCELLED")
    return calendar(event(uid, start, end, title, ["mailto:boardroom@example.com"], lines), method=method)


def exchange(method, text, sender=ANN):
    """Alternatives with the calendar last, in base64; the header is folded by a tab."""
    mark = "_000_AM0PR0802MB228346BE1576FEAB8A7F32AM0PR0802MB2283_"
    return crlf(f"""Received: from AM0PR08.example.com (2603:10a6::1) by mail.example.com
 with HTTPS; Sun, 1 Mar 2026 08:00:00 +0000
From: "Ann, of Sales" <{sender}>
To: "boardroom@example.com" <boardroom@example.com>
Subject: =?iso-8859-1?Q?=DCberblick?=
Thread-Index: AdcYAAB=
X-MS-Has-Attach:
Content-Type: multipart/alternative;
\tboundary="{mark}"
MIME-Version: 1.0

--{mark}
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

=DCberblick

--{mark}
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><head><style><!--
--></style></head></html>

--{mark}
Content-Type: text/calendar; charset="utf-8"; method={method}
Content-Transfer-Encoding: base64

{as_base64(text)}
--{mark}--
""")


def google(method, text, sender=ANN):
    """Alternatives in a mixed, the calendar twice: in quoted-printable, and attached in base64. Sender is Google's."""
    return crlf(f"""MIME-Version: 1.0
Reply-To: Ann <{sender}>
Sender: Google Calendar <calendar-notification@google.com>
Message-ID: <calendar-7d1b@google.com>
From: Ann <{sender}>
To: boardroom@example.com
Content-Type: multipart/mixed; boundary="0000000000008c6d6205be1c767e"

--0000000000008c6d6205be1c767e
Content-Type: multipart/alternative; boundary="0000000000008c6d6005be1c767c"

--0000000000008c6d6005be1c767c
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
Content-Transfer-Encoding: base64

SGVsbG8K
--0000000000008c6d6005be1c767c
Content-Type: text/calendar; charset="UTF-8"; method={method}
Content-Transfer-Encoding: quoted-printable

{as_quoted(text)}
--0000000000008c6d6005be1c767c--

--0000000000008c6d6205be1c767e
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

{as_base64(text)}
--0000000000008c6d6205be1c767e--
""")


def bare(method, text, sender=ANN):
    """No multipart at all, bare LF, and the line of a mailbox in front."""
    return f"""From {sender} Sun Mar  1 08:00:00 2026
From: {sender} (Ann)
To: boardroom@example.com
Content-Type: text/calendar; charset=utf-8; method={method}
Content-Transfer-Encoding: 8bit

""" + text.replace("\r\n", "\n")


class Mail(ServiceTest):
    def pipe(self, service, mail):
        """(status, standard output, standard error) of the command that a mail system runs."""
        return service.ctl("import", "--mail", "-", "--calendar", "mail", stdin=mail)

    def take(self, service, mail, counts):
        status, out, err = self.pipe(service, mail)
        self.assertEqual((status, err), (0, ""))
        self.assertIn(counts, out)

    def refuse(self, service, mail, *words):
        status, out, err = self.pipe(service, mail)
        self.assertEqual((status, out), (1, ""))
        for word in words:
            self.assertIn(word, err)

    def test_says_what_it_does_not_do(self):
        service = self.start()
        start = whole_second(3600)
        self.take(service, bare("REQUEST", invitation("REQUEST", "a", start, start + 600)), "new 1")
        status, out, err = self.pipe(service, bare("COUNTER", invitation("COUNTER", "a", start + 600, start + 1200), "bob@example.org"))
        self.assertEqual((status, err.count("\n")), (0, 1), err)
        self.assertIn("COUNTER", err)
        self.assertIn("nothing was done", err)
        self.assertIn("changed 0", out)

    def test_comes_moves_and_goes(self):
        service = self.start()
        start = whole_second(3600)
        for kind in (exchange, google, bare):
            uid = kind.__name__
            with self.subTest(uid):
                self.take(service, kind("REQUEST", invitation("REQUEST", uid, start, start + 600)), "new 1, changed 0")
                meeting = service.by_uid(uid)
                self.assertEqual((meeting["title"], from_rfc3339(meeting["start"])), ("Überblick", start))
                self.take(service, kind("REQUEST", invitation("REQUEST", uid, start, start + 600)), "unchanged 1")
                self.take(service, kind("REQUEST", invitation("REQUEST", uid, start + 60, start + 900, 1)), "changed 1")
                moved = service.by_uid(uid)
                self.assertEqual((moved["id"], from_rfc3339(moved["start"])), (meeting["id"], start + 60))
                self.take(service, kind("REQUEST", invitation("REQUEST", uid, start, start + 600)), "changed 0")
                self.assertEqual(from_rfc3339(service.by_uid(uid)["start"]), start + 60, "a late one changes nothing")
                self.take(service, kind("CANCEL", invitation("CANCEL", uid, start + 60, start + 900, 2)), "cancelled 1")
                self.assertEqual(service.by_uid(uid)["state"], "cancelled")

    def test_begins_and_is_ended_by_mail(self):
        service = self.start()
        start = whole_second(1)
        self.take(service, exchange("REQUEST", invitation("REQUEST", "now", start, start + 600)), "new 1")
        meeting = service.by_uid("now")
        service.wait_state(meeting["id"], "active")
        calls = service.sim.state()["calls"]
        self.take(service, google("REQUEST", invitation("REQUEST", "now", start, start + 1200, 1)), "changed 1")
        self.assertEqual(from_rfc3339(service.meeting(meeting["id"])["end"]), start + 1200)
        self.assertEqual(service.sim.state()["calls"], calls, "extended, not restarted")
        self.take(service, bare("CANCEL", invitation("CANCEL", "now", start, start + 1200, 2)), "cancelled 1")
        service.wait_state(meeting["id"], "ended")

    def test_only_the_organizer_is_obeyed(self):
        service = self.start()
        start = whole_second(3600)
        self.take(service, exchange("REQUEST", invitation("REQUEST", "mine", start, start + 600)), "new 1")
        for method in ("CANCEL", "REQUEST"):
            text = invitation(method, "mine", start + 60, start + 600, 5)
            self.refuse(service, google(method, text, "mallory@example.net"), "mallory@example.net", "ann@example.com")
        mallory = "mallory@example.net"
        self.refuse(service, exchange("REQUEST", invitation("REQUEST", "mine", start, start + 60, 6, organizer=mallory), mallory), mallory)
        kept = service.by_uid("mine")
        self.assertEqual((kept["state"], from_rfc3339(kept["start"])), ("scheduled", start))
        forwarded = exchange("CANCEL", invitation("CANCEL", "mine", start, start + 600, 7))
        outer = ("From: mallory@example.net\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n"
                 "--outer\r\nContent-Type: message/rfc822\r\n\r\n" + forwarded + "\r\n--outer--\r\n")
        self.refuse(service, outer, "mallory@example.net")
        self.take(service, bare("CANCEL", invitation("CANCEL", "mine", start, start + 600, 7), "ANN@Example.COM"), "cancelled 1")

    def test_refuses_what_is_no_invitation(self):
        service = self.start()
        start = whole_second(3600)
        text = invitation("REQUEST", "u", start, start + 600)
        for mail, word in (
                ("hello\n", "no From"),
                (f"From: {ANN}\n\nhello\n", "no calendar"),
                (f"From: {ANN}, bob@example.com\nContent-Type: text/calendar\n\n{text}", "several senders"),
                (f"From: {ANN}\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\n", "winmail.dat"),
                (exchange("CANCEL", text), "CANCEL"),
                (exchange("REQUEST", text[:200]), "line"),
                (bare("REQUEST", text).replace("utf-8", "utf-16"), "utf-16"),
        ):
            self.refuse(service, mail, word)
        answer = service.api("POST", "/v1/calendars/mail", f"From: {ANN}\n\nhello\n", {"Content-Type": "message/rfc822"})
        self.assertEqual((answer.status, answer.json()["status"]), (400, 400))
        self.assertEqual(service.meetings(), [])
        status, _, err = service.ctl("import", "--mail", "--message", "-", "--calendar", "mail", stdin="")
        self.assertEqual((status, "exclude" in err), (2, True))

    def test_mail_waits_while_nobody_is_there(self):
        service = self.start()
        start = whole_second(3600)
        mail = exchange("REQUEST", invitation("REQUEST", "later", start, start + 600))
        service.stop()
        status, _, err = self.pipe(service, mail)
        self.assertEqual((status, "no daemon" in err), (TEMPFAIL, True))
        status, _, _ = service.ctl("import", "-", "--calendar", "mail", stdin=calendar())
        self.assertEqual(status, 3, "a calendar that is no mail is for people")
        service.start()
        self.take(service, mail, "new 1")


if __name__ == "__main__":
    unittest.main()
