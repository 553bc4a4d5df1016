"""A headless Chrome or Chromium, spoken to over a pipe in the DevTools protocol; nothing but the standard library."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"]
SWITCHES = [
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage",
    "--disable-background-networking",
    # The only page is one of ours, and containers refuse the sandbox to root.
    "--no-sandbox",
]


def find():
    """The path of a browser, or None; PAGE_BROWSER names another one."""
    named = os.environ.get("PAGE_BROWSER")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def starts(path):
    """Whether the browser shows a page here: one that is installed may lack what it needs of the machine."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, *SWITCHES, f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return answer.returncode == 0 and "<html>" in answer.stdout


class Browser:
    """One browser process with one page. Used in a `with`, so that no process outlives its test."""

    def __init__(self, path):
        self.events = []
        self.number = 0
        self.rest = b""
        self.session = None
        self.profile = tempfile.mkdtemp(prefix="test-page-")
        ours, theirs = os.pipe(), os.pipe()
        # Away from 3 and 4, which the browser reads and writes.
        read = fcntl.fcntl(ours[0], fcntl.F_DUPFD, 20)
        write = fcntl.fcntl(theirs[1], fcntl.F_DUPFD, 20)

        def connect():
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [path, *SWITCHES, "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=connect, pass_fds=(3, 4), start_new_session=True,
        )
        for end in (ours[0], theirs[1], read, write):
            os.close(end)
        self.to, self.answers = ours[1], theirs[0]
        os.set_blocking(self.answers, False)

    def __enter__(self):
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility", "DOM"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(self, *_):
        try:
            # Asked to, it waits for its own children; killed, it would leave them behind.
            self.call("Browser.close")
            self.process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        os.close(self.to)
        os.close(self.answers)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **parameters):
        """Calls a method and returns its result; events that come before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        number = self.number
        while True:
            answer = self.next(60)
            if answer is None:
                raise RuntimeError(f"{method}: no answer in 60 s")
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def next(self, seconds):
        """The next message; None when none came in time."""
        deadline = time.monotonic() + seconds
        while b"\0" not in self.rest:
            try:
                part = os.read(self.answers, 1 << 16)
                if not part:
                    raise RuntimeError("the browser closed its pipe")
                self.rest += part
            except BlockingIOError:
                if time.monotonic() > deadline:
                    return None
                time.sleep(0.005)
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def open(self, address, settle=True):
        """Loads a page and forgets the events of the one before; without scripts nothing can tell when it is drawn."""
        self.events = []
        error = self.call("Page.navigate", url=address).get("errorText")
        if error:
            raise RuntimeError(f"{address}: {error}")
        deadline = time.monotonic() + 60
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            message = self.next(1)
            if message:
                self.events.append(message)
            if time.monotonic() > deadline:
                raise RuntimeError(f"{address} did not load in 60 s")
        if settle:
            self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def evaluate(self, expression):
        """The value of an expression of JavaScript in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def press(self, key, code):
        """Presses and releases a key, as a person would."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def scheme(self, name):
        """Sets what the page is told of the reader's colors."""
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def width(self, pixels):
        """Sets the width of the window."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=pixels, height=900, deviceScaleFactor=1, mobile=pixels < 600)
