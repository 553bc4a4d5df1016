"""A small bad server: a spreadsheet that keeps its promises behind connections that do not.

The first part of a path names how the server behaves, as in /html/v4/spreadsheets/S:batchUpdate: each behavior has a
spreadsheet of its own. The first requests of a spreadsheet meet the behavior, those that follow are answered well, so
that a client that tries again gets through; /html/log tells which rows were applied, and how many requests came.
A batch is applied whole or not at all, and one whose named range exists is refused, as by Google.
"""

import json
import socket
import struct
import threading
import time

GOOD = "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
HTML = b"<html><head><title>Error</title></head><body>" + b"That is an error. " * 200 + b"</body></html>"


class Sheet:
    """What was applied, and how many requests came."""

    def __init__(self):
        self.lock = threading.Lock()
        self.guards, self.rows, self.requests = [], [], 0

    def refusal(self, index, kind, message):
        return error(400, "INVALID_ARGUMENT", "Invalid requests[%d].%s: %s" % (index, kind, message))

    def batch(self, body):
        """Applies a batch whole or not at all."""
        guards, rows, replies = list(self.guards), [], []
        for index, request in enumerate(body["requests"]):
            kind, content = next(iter(request.items()))
            reply = {}
            if kind == "addNamedRange":
                added = content["namedRange"]
                if any(guard["namedRangeId"] == added["namedRangeId"] for guard in guards):
                    return self.refusal(index, kind, "A named range with id: it already exists.")
                guards.append(added)
                reply = {kind: content}
            elif kind == "deleteNamedRange":
                if not any(guard["namedRangeId"] == content["namedRangeId"] for guard in guards):
                    return self.refusal(index, kind, "No named range has this id.")
                guards = [guard for guard in guards if guard["namedRangeId"] != content["namedRangeId"]]
            elif kind == "appendCells":
                for row in content["rows"]:
                    rows += [str(value) for cell in row["values"] for value in cell["userEnteredValue"].values()]
            replies.append(reply)
        self.guards, self.rows = guards, self.rows + rows
        return 200, {"spreadsheetId": "S", "replies": replies}

    def answer(self, method, path, body, armed):
        if path.endswith("/log"):
            return 200, {"rows": self.rows, "requests": self.requests, "armed": armed}
        if method == "POST" and path.endswith("/v4/spreadsheets/S:batchUpdate"):
            return self.batch(json.loads(body))
        if method == "GET" and path.endswith("/v4/spreadsheets/S"):
            grid = {"rowCount": 1000, "columnCount": 26}
            sheet = {"sheetId": 2, "title": "Log", "index": 0, "sheetType": "GRID", "gridProperties": grid}
            return 200, {
                "spreadsheetId": "S", "properties": {"title": "Shop"}, "sheets": [{"properties": sheet}],
                "namedRanges": self.guards,
            }
        return error(404, "NOT_FOUND", "Requested entity was not found.")


def error(code, status, message):
    return code, {"error": {"code": code, "message": message, "status": status}}


class Server:
    """Listens at `address` from the start; `run` serves until the process ends."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.address = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.sheets, self.lock, self.resets = {}, threading.Lock(), 0

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            with self.lock:
                self.resets, is_reset = max(0, self.resets - 1), self.resets > 0
            if is_reset:
                reset(connection)
            else:
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if connection.recv(1, socket.MSG_PEEK) == b"\x16":
            # The start of a secure connection, which this server cannot make.
            connection.sendall(b"HTTP/1.1 400 X\r\n\r\n")
            return connection.close()
        try:
            with connection, connection.makefile("rb") as reader:
                count = 0
                while self.one(connection, reader, count):
                    count += 1
        except OSError:
            pass

    def one(self, connection, reader, count):
        """Answers one request; whether the connection is kept."""
        line = reader.readline().split()
        if len(line) < 2:
            return False
        headers = {}
        while (field := reader.readline()) not in (b"\r\n", b"\n", b""):
            name, _, value = field.partition(b":")
            headers[name.strip().lower()] = value.strip().decode("latin-1")
        length = int(headers.get(b"content-length", 0))
        method, path = line[0].decode(), line[1].decode().partition("?")[0]
        name = path.split("/")[1]
        with self.lock:
            sheet = self.sheets.setdefault(name, Sheet())
        if path.endswith("/arm"):
            with self.lock:
                self.resets = 2
            return send(connection, 200, {})
        number, behavior = 0, None
        if not path.endswith("/log"):
            with sheet.lock:
                number, sheet.requests = sheet.requests, sheet.requests + 1
            behavior = BEHAVIORS.get(name.partition(".")[0])
        if behavior and behavior.is_early and behavior.meets(number, count):
            return behavior(connection, headers)
        body = reader.read(length)
        if len(body) < length:
            return False
        if behavior and behavior.refuses and behavior.meets(number, count):
            return behavior(connection, headers)
        with sheet.lock:
            code, content = sheet.answer(method, path, body, self.resets)
        if behavior and behavior.meets(number, count):
            return behavior(connection, headers, json.dumps(content).encode())
        return send(connection, code, content)


def send(connection, code, content, more=""):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    head = "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n" % (code, len(body), more)
    connection.sendall(head.encode() + body)
    return True


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    return False


BEHAVIORS = {}


class Behavior:
    """What happens to the first requests: before the body is read, before the batch is applied, or after it."""

    def __init__(self, act, times, when, from_second):
        self.act, self.times, self.from_second = act, times, from_second
        self.is_early, self.refuses = when == "early", when == "unapplied"

    def meets(self, number, count):
        """Whether request `number` of the sheet, `count` of its connection, meets the behavior."""
        if self.from_second:
            return count > 0 and number < 2 * self.times
        return number < self.times

    def __call__(self, *arguments):
        return self.act(*arguments)


def behavior(name, when="applied", times=2, from_second=False):
    def register(act):
        BEHAVIORS[name] = Behavior(act, times, when, from_second)
        return act

    return register


FOR_EVER = 1 << 60


@behavior("reset-early", when="early")
def reset_early(connection, headers):
    return reset(connection)


@behavior("reset")
def reset_late(connection, headers, content):
    return reset(connection)


@behavior("close")
def close(connection, headers, content):
    return False


@behavior("cut")
def cut(connection, headers, content):
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: %d\r\n\r\n" % len(content) + content[: len(content) // 2])
    return False


@behavior("garbage")
def garbage(connection, headers, content):
    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")
    return False


@behavior("cut-headers")
def cut_headers(connection, headers, content):
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Le")
    return False


@behavior("silence", times=1)
def silence(connection, headers, content):
    time.sleep(30)
    return False


@behavior("drip", times=1)
def drip(connection, headers, content):
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.1)


@behavior("redirect", when="unapplied", times=FOR_EVER)
def redirect(connection, headers):
    target = "http://%s/elsewhere/v4/spreadsheets/S" % headers[b"host"]
    return send(connection, 302, HTML, "Location: %s\r\n" % target)


@behavior("html")
def html(connection, headers, content):
    return send(connection, 200, HTML)


@behavior("truncated")
def truncated(connection, headers, content):
    return send(connection, 200, content[:-3])


@behavior("other")
def other(connection, headers, content):
    return send(connection, 200, {"greeting": "hello"})


@behavior("echo", when="unapplied", times=FOR_EVER)
def echo(connection, headers):
    """A proxy that shows the headers of the request in its page."""
    page = "<html>" + "".join("%s: %s<br>" % (name.decode(), value) for name, value in headers.items()) + "</html>"
    return send(connection, 400, page.encode())


@behavior("unauthorized", when="unapplied", times=FOR_EVER)
def unauthorized(connection, headers):
    code, content = error(401, "UNAUTHENTICATED", "Invalid credentials: %s" % headers.get(b"authorization"))
    return send(connection, code, content)


@behavior("forbidden", when="unapplied", times=FOR_EVER)
def forbidden(connection, headers):
    return send(connection, *error(403, "PERMISSION_DENIED", "The caller does not have permission"))


@behavior("gone", when="unapplied", times=FOR_EVER)
def gone(connection, headers):
    return send(connection, *error(404, "NOT_FOUND", "Requested entity was not found."))


@behavior("conflict", when="unapplied")
def conflict(connection, headers):
    return send(connection, *error(409, "ABORTED", "The operation was aborted."))


@behavior("late")
def late(connection, headers, content):
    return send(connection, 408, HTML)


@behavior("busy", when="unapplied")
def busy(connection, headers):
    return send(connection, 429, HTML, "Retry-After: 7\r\n")


@behavior("away", when="unapplied")
def away(connection, headers):
    dates = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:48 GMT\r\n"
    return send(connection, 503, HTML, dates)


@behavior("huge", times=1)
def huge(connection, headers, content):
    size = 100_000_000
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: %d\r\n\r\n" % size)
    for _ in range(size // 100_000):
        connection.sendall(b" " * 100_000)
    return True


@behavior("huge-chunked", times=1)
def huge_chunked(connection, headers, content):
    """A reply without an announced size, with more parts than anybody asked for."""
    connection.sendall(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n")
    for part in [b'{"spreadsheetId":"S","replies":[{}'] + [b",{}" * 33_333] * 1000 + [b"]}"]:
        connection.sendall(b"%x\r\n" % len(part) + part + b"\r\n")
    connection.sendall(b"0\r\n\r\n")
    return True


@behavior("kept", when="early", times=1, from_second=True)
def kept(connection, headers):
    """Closes a kept connection as the next request arrives on it."""
    return False
