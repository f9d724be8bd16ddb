"""CalDAV servers of other people, from Debian's packages, each with free ports and everything it writes in a folder of the test.

A server has `url` (its root), `home` (path of the user's calendars), `user` and `password`; start(), kill() and start() again is the same
server with the same data.
"""
import os
import shutil
import signal
import subprocess
import unittest

from support import DEADLINE, Program, ask, basic, free_port, http_connection, wait_for

USER = "alice"
PASSWORD = "open sesame"
PYTHON = "/usr/bin/python3"  # Debian's, which sees Debian's modules


def need(path, package):
    """A program or file of a package; the test is skipped if it is not installed."""
    if not os.path.exists(path):
        raise unittest.SkipTest(f"{path} is not there: install the Debian package {package}")
    return path


class Server:
    user, password = USER, PASSWORD
    home = f"/{USER}/"

    def __init__(self, folder):
        self.folder = os.path.join(folder, type(self).__name__.lower())
        os.makedirs(self.folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.programs = []
        self.prepare()

    def prepare(self):
        pass

    def start(self):
        self.run()
        wait_for(self.answers, f"{type(self).__name__} answers", deadline=60)

    def answers(self):
        for program in self.programs:
            if not program.is_running():
                raise AssertionError(f"{program.name} ended: {program.err()}")
        try:
            return self.ask("OPTIONS", self.home).status < 500
        except OSError:
            return False

    def ask(self, method, path, body=None, headers=None):
        connection = http_connection(self.port)
        try:
            return ask(connection, method, path, body, {"Authorization": basic(self.user, self.password), **(headers or {})})
        finally:
            connection.close()

    def kill(self):
        while self.programs:
            self.programs.pop().kill()


class Radicale(Server):
    program = "/usr/bin/radicale"

    def prepare(self):
        need(self.program, "radicale")
        with open(os.path.join(self.folder, "users"), "w", encoding="utf-8") as file:
            file.write(f"{USER}:{PASSWORD}\n")
        with open(os.path.join(self.folder, "config"), "w", encoding="utf-8") as file:
            file.write(f"[server]\nhosts=127.0.0.1:{self.port}\n[auth]\ntype=htpasswd\nhtpasswd_filename={self.folder}/users\n"
                       f"htpasswd_encryption=plain\ndelay=0\n[storage]\nfilesystem_folder={self.folder}/data\n"
                       "[web]\ntype=none\n")

    def run(self):
        self.programs.append(Program(self.folder, "radicale", [self.program, "--config", f"{self.folder}/config"], path=PYTHON))


class Xandikos(Server):
    program = "/usr/bin/xandikos"
    home = f"/{USER}/calendars/"

    def prepare(self):
        need(self.program, "xandikos")

    def run(self):
        arguments = [self.program, "-d", f"{self.folder}/data", "--defaults", "--current-user-principal", f"/{USER}/",
                     "-l", "127.0.0.1", "-p", str(self.port)]
        self.programs.append(Program(self.folder, "xandikos", arguments, path=PYTHON))


class Davical(Server):
    """With a PostgreSQL and PHP's own web server."""

    tree = "/usr/share/davical"
    home = f"/caldav.php/{USER}/"

    def prepare(self):
        need(f"{self.tree}/htdocs/caldav.php", "davical")
        self.php = need("/usr/bin/php", "php-cli")
        versions = "/usr/lib/postgresql"
        newest = max(os.listdir(need(versions, "postgresql")), key=float)
        self.binaries = f"{versions}/{newest}/bin"
        need(f"{self.binaries}/initdb", "postgresql")
        self.owner = "postgres" if os.getuid() == 0 else None
        self.database_port = free_port()
        self.database = os.path.join(self.folder, "database")
        os.makedirs(self.database)
        if self.owner:
            os.chmod(os.path.dirname(self.folder), 0o755)
            shutil.chown(self.database, "postgres")
        self.run_as_owner(f"{self.binaries}/initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N", "-D", f"{self.database}/data")
        self.run_database()
        self.make_database()
        self.make_site()

    def run_as_owner(self, *command, env=None):
        done = subprocess.run(command, user=self.owner, capture_output=True, text=True, cwd="/", env=env, check=False)
        if done.returncode != 0:
            raise AssertionError(f"{command[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")

    def run_database(self):
        """In the foreground; a fast disk is of no use to it."""
        command = [f"{self.binaries}/postgres", "-D", f"{self.database}/data", "-p", str(self.database_port), "-k", self.database,
                   "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=8MB", "-c", "max_connections=20"]
        if self.owner:
            command = ["/usr/bin/setpriv", f"--reuid={self.owner}", f"--regid={self.owner}", "--clear-groups", *command]
        self.programs.append(Database(self.folder, "postgres", command[1:], path=command[0]))
        ready = [f"{self.binaries}/pg_isready", "-q", "-h", self.database, "-p", str(self.database_port)]
        wait_for(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL is ready", deadline=60)

    def make_database(self):
        options = f"-h 127.0.0.1 -p {self.database_port} -U postgres"
        env = {**os.environ, "PGHOST": "127.0.0.1", "PGPORT": str(self.database_port), "PGUSER": "postgres", "PSQLOPTS": options, "TMPDIR": "/tmp"}
        self.run_as_owner(f"{self.tree}/dba/create-database.sh", "davical", PASSWORD, env=env)
        words = ("INSERT INTO usr (username, password, fullname, active) VALUES ('alice', '**open sesame', 'Alice', true);"
                 "INSERT INTO principal (type_id, user_no, displayname, default_privileges) "
                 "SELECT 1, user_no, 'Alice', 0::BIT(24) FROM usr WHERE username = 'alice';")
        self.run_as_owner(f"{self.binaries}/psql", "-q", *options.split(), "-c", words, "davical")

    def make_site(self):
        """A copy that looks for its configuration in our folder."""
        shutil.copytree(f"{self.tree}/htdocs", f"{self.folder}/htdocs")
        os.symlink(f"{self.tree}/inc", f"{self.folder}/inc")
        os.makedirs(f"{self.folder}/config")
        always = f"{self.folder}/htdocs/always.php"
        with open(always, encoding="utf-8") as file:
            text = file.read()
        with open(always, "w", encoding="utf-8") as file:
            file.write(text.replace("'/etc/davical/", f"'{self.folder}/config/"))
        with open(f"{self.folder}/config/config.php", "w", encoding="utf-8") as file:
            file.write(f'<?php $c->pg_connect[] = "dbname=davical host=127.0.0.1 port={self.database_port} user=davical_app";\n'
                       '$c->admin_email = "admin@example.com"; $c->system_name = "tests"; $c->base_url = "";\n')

    def run(self):
        if not self.programs:
            self.run_database()
        arguments = ["-d", f"include_path=.:/usr/share/awl/inc:{self.tree}/inc", "-S", f"127.0.0.1:{self.port}", "caldav.php"]
        self.programs.append(Program(f"{self.folder}/htdocs", "php", arguments, path=self.php))


class Database(Program):
    """SIGQUIT is PostgreSQL's way to die at once; a kill -9 would leave its shared memory behind."""

    def kill(self):
        if self.is_running():
            self.process.send_signal(signal.SIGQUIT)
        self.process.wait(DEADLINE)
