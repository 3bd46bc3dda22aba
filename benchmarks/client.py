"""A plain HTTP client that costs little beside the server that it measures."""

import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class WrongAnswerError(Exception):
    """The server said something else than what was expected."""


@dataclass(slots=True)
class Connection:
    """One kept connection to 127.0.0.1 with its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    stream: socket.socket | None = None

    def close(self) -> None:
        if self.stream is not None:
            self.stream.close()

    def get(self, path: str) -> bytes:
        """The body of a page that answers 200."""
        return self._ask(f"GET {path} HTTP/1.1\r\n", b"", 200)

    def post(self, path: str, words: dict[str, str]) -> None:
        """Send a form that answers with a redirect."""
        body = urlencode(words).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n"
        )
        self._ask(head, body, 302)

    def token(self, path: str) -> str:
        """The form's token against forged requests; its cookie is kept."""
        found = TOKEN.search(self.get(path))
        if found is None:
            raise WrongAnswerError(f"{path}: no token")
        return found[1].decode()

    def _ask(self, head: str, body: bytes, expected: int) -> bytes:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        cookie = f"Cookie: {kept}\r\n" if kept else ""
        sent = f"{head}Host: 127.0.0.1:{self.port}\r\n{cookie}\r\n".encode() + body
        if self.stream is None:
            self.stream = socket.create_connection(("127.0.0.1", self.port))
            self.stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream.sendall(sent)
        answer, text = _read(self.stream)
        for name, value in COOKIE.findall(answer):
            self.cookies[name.decode()] = value.decode()
        status = int(answer[9:12])
        if status != expected:
            raise WrongAnswerError(f"{status} for {head.splitlines()[0]}")
        return text


def _read(stream: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while END not in data:
        more = stream.recv(65536)
        if not more:
            raise WrongAnswerError("the server closed the connection")
        data += more
    head, _end, body = data.partition(END)
    found = LENGTH.search(head)
    length = int(found[1]) if found else 0
    parts, known = [body], len(body)
    while known < length:
        parts.append(stream.recv(1 << 20))
        known += len(parts[-1])
    return head, b"".join(parts)


def rate(
    connections: Sequence[Connection], send: Callable[[Connection], None], secs: float
) -> float:
    """How many times a second `send` succeeds when every connection repeats it for so long."""
    counts = [0] * len(connections)
    start = time.perf_counter()
    failed: list[Exception] = []

    def repeat(number: int) -> None:
        try:
            while time.perf_counter() - start < secs:
                send(connections[number])
                counts[number] += 1
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=repeat, args=(one,)) for one in range(len(connections))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for connection in connections:
        connection.close()
    if failed:
        raise failed[0]
    return sum(counts) / (time.perf_counter() - start)


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median time of some work, after one time that does not count."""
    work()
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * median(taken)
