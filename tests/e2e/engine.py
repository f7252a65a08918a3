"""A real `fenghuo serve` with a real log, for tests: started, asked, killed and started again."""

import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

BINARY = os.environ["FENGHUO_BINARY"]
SOURCE = pathlib.Path(os.environ["FENGHUO_SOURCE"])
SHARED = SOURCE / ".." / "shared"
CHINA = datetime.timezone(datetime.timedelta(hours=8))
# Sanitizers and a busy machine are slow; a test that waits this long has failed.
PATIENCE_S = 120.0


def shared_file(*parts):
    """A file of the shared test data, or None with a message."""
    path = SHARED.joinpath(*parts)
    if path.exists():
        return path
    print("skipped: the shared data", "/".join(parts), "are not here", file=sys.stderr)
    return None


def wait_for(what, condition, patience_s=PATIENCE_S):
    """The first true value of condition()."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise TimeoutError("waited in vain for " + what)


class Engine:
    """One data folder; start() and kill() may alternate."""

    def __init__(self, plan, *options, secret="test-secret", lane="exercise"):
        self.folder = tempfile.mkdtemp(prefix="fenghuo-e2e-")
        self.plan = str(plan)
        self.options = list(options)
        self.lane = lane
        self.environment = dict(os.environ, FENGHUO_EXERCISE_WEBHOOK_SECRET=secret)
        self.process = None
        self.http = "127.0.0.1:0"
        self.station_port = "127.0.0.1:0"
        self.token = ""
        # Of the exercise beside live, with --exercise.
        self.exercise_http = ""
        self.exercise_token = ""
        self.exercise_stations = ""

    def start(self):
        command = [BINARY, "--lang", "en", "serve", self.plan, "--data", self.folder, "--lane",
                   self.lane, "--http", self.http, "--sl651", self.station_port, *self.options]
        self.errors = open(os.path.join(self.folder, "stderr"), "ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.errors,
                                        env=self.environment, text=True)
        for line in self.process.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "page":
                address, _, self.token = rest.partition("/#token=")
                self.http = address.removeprefix("http://")
            elif rest.startswith("page ") and word == "exercise":
                address, _, self.exercise_token = rest.removeprefix("page ").partition("/#token=")
                self.exercise_http = address.removeprefix("http://")
            elif rest.startswith("sl651 ") and word == "exercise":
                self.exercise_stations = rest.removeprefix("sl651 ")
            elif word == "sl651":
                self.station_port = rest
            elif word == "ready":
                return self
        self.kill()
        raise RuntimeError("serve did not start: " + self.stderr())

    def stderr(self):
        return pathlib.Path(self.folder, "stderr").read_text(errors="replace")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()

    def stop(self):
        """The exit status of an orderly end."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE_S)
        self.process.stdout.close()
        self.errors.close()
        return status

    def __enter__(self):
        try:
            return self.start()
        except BaseException:  # nobody leaves what nobody entered
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def station_address(self):
        host, _, port = self.station_port.rpartition(":")
        return host, int(port)

    def request(self, path, body=None, headers=None, method=None):
        """(status, text); an HTTP error is an answer like any other."""
        request = urllib.request.Request("http://" + self.http + path, data=body,
                                         headers=headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def get(self, path, named=False):
        headers = {"Authorization": "Bearer " + self.token} if named else {}
        status, text = self.request(path, headers=headers)
        assert status == 200, (path, status, text)
        return json.loads(text)

    def command(self, **command):
        status, text = self.request("/api/v1/commands", json.dumps(command).encode(),
                                    {"Authorization": "Bearer " + self.token,
                                     "Content-Type": "application/json"})
        return status, json.loads(text)

    def observe(self, station, name, at, value):
        """One observation by HTTP, which must be taken."""
        event = {"specversion": "1.0", "id": f"{station} {at}", "source": "test",
                 "type": "fenghuo.observations",
                 "data": {"observations": [{"station": station, "property": name, "time": at,
                                            "value": value}]}}
        status, text = self.request("/api/v1/events", json.dumps(event).encode(),
                                    {"Authorization": "Bearer " + self.token,
                                     "Content-Type": "application/cloudevents+json"})
        assert status == 202, (status, text)

    @staticmethod
    def run(*arguments):
        """A verb that needs no data: what came of it."""
        return subprocess.run([BINARY, "--lang", "en", *arguments], capture_output=True, text=True,
                              check=False)

    def cli(self, *arguments, lane=None):
        """A verb on this engine's data: (status, stdout)."""
        done = subprocess.run([BINARY, "--lang", "en", *arguments, "--data", self.folder, "--lane",
                               lane or self.lane], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def records(self, lane=None):
        """The whole log: {"record": ..., "facts": [...]} each."""
        status, text = self.cli("log", "export", lane=lane)
        assert status == 0, text
        return [json.loads(line) for line in text.splitlines()]

    def facts(self, *kinds, lane=None):
        return [fact for record in self.records(lane) for fact in record["facts"]
                if not kinds or fact["fact"] in kinds]


class EngineClock:
    """The engine's clock, carried on by our own; asked again after a restart."""

    def __init__(self, engine):
        self.engine = engine
        self.lock = threading.Lock()
        self.ask()

    def ask(self):
        state = self.engine.get("/api/v1/state")
        with self.lock:
            self.base = datetime.datetime.fromisoformat(state["clock"])
            self.rate = state["rate"]
            self.asked = time.monotonic()

    def now(self):
        with self.lock:
            passed = (time.monotonic() - self.asked) * self.rate
            return self.base + datetime.timedelta(seconds=passed)

    def sleep_until(self, moment):
        while True:
            left_s = (moment - self.now()).total_seconds() / self.rate
            if left_s <= 0:
                return
            time.sleep(min(left_s, 0.2))
