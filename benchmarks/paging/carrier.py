"""A carrier that takes every text by HTTP, and notes when."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from queue import SimpleQueue
from urllib.parse import parse_qs

IDS = count(1)


class Carrier(ThreadingHTTPServer):
    """Takes texts; `taken` gets the number each is for, and the moment on `perf_counter`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken: SimpleQueue[tuple[str, float]] = SimpleQueue()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"


class Taking(BaseHTTPRequestHandler):
    """One request to it."""

    protocol_version = "HTTP/1.1"
    server: Carrier

    def do_POST(self) -> None:
        """Take a text, and say so as the carrier does."""
        moment = time.perf_counter()
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        answer = json.dumps({"sid": f"SM{next(IDS):032x}", "status": "queued"}).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        self.server.taken.put((form["To"][0], moment))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing of it is printed."""


@contextmanager
def taking() -> Iterator[Carrier]:
    """A carrier, for as long as the block lasts."""
    with Carrier() as carrier:
        thread = threading.Thread(target=carrier.serve_forever, daemon=True)
        thread.start()
        try:
            yield carrier
        finally:
            carrier.shutdown()
            thread.join()
