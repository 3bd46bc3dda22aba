"""The two addresses of a witness, on a small server of its own."""

import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from liandong.ledger.witness.book import Answer, Book

LARGEST = 64 * 1024
HEAD = re.compile(r"/([0-9a-f]{64})/checkpoint")


class Server(ThreadingHTTPServer):
    """Answers for one witness, each request in a thread of its own."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], book: Book, clock: Callable[[], float]) -> None:
        super().__init__(address, Handler)
        self.book = book
        self.clock = clock


class Handler(BaseHTTPRequestHandler):
    """POST /add-checkpoint and GET /<hash of the origin>/checkpoint."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: Server

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            self.close_connection = True
            self._answer(Answer(413 if length.isdigit() else 411, b""))
            return
        body = self.rfile.read(int(length))
        known = self.path == "/add-checkpoint"
        now = int(self.server.clock())
        self._answer(self.server.book.judge(body, now) if known else Answer(404, b""))

    def do_GET(self) -> None:
        head = HEAD.fullmatch(self.path)
        self._answer(self.server.book.last(head[1]) if head else Answer(404, b""))

    def _answer(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002
        """Say nothing: who asks is nobody's business."""
