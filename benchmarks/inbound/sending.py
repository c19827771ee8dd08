"""Texts of members to one web server, each request with the answer it must get."""

from itertools import count

from benchmarks.inbound.client import ask_all
from benchmarks.inbound.texts import text
from benchmarks.inbound.web import Web
from benchmarks.measuring import Sample, timed

Answer = tuple[int, bool]  # the status, and whether a message is in it
REPLY = (200, True)
EMPTY = (200, False)
REFUSED = (403, False)


class Sending:
    """What is sent to `web`, whose answer to a first text is `expected`."""

    def __init__(self, web: Web, expected: Answer) -> None:
        self.web = web
        self.expected = expected
        self.sent = 0
        self._members = count(1)
        self._last: list[bytes] = []

    def first(self, many: int) -> Sample:
        """Texts of members who have sent none so far."""
        members = [next(self._members) for _ in range(many)]
        self._last = [text(f"SM{member:032x}", member) for member in members]
        self.sent += many
        return self._ask(self._last, self.expected)

    def again(self) -> Sample:
        """The last texts once more, byte for byte."""
        return self._ask(self._last, self.expected)

    def forged(self, many: int) -> Sample:
        """Texts with a signature that is not theirs."""
        requests = [text(f"SM{member:032x}", member, signed=False) for member in range(many)]
        return self._ask(requests, REFUSED)

    def _ask(self, requests: list[bytes], expected: Answer) -> Sample:
        def work() -> int:
            answers = ask_all(self.web.address, requests)
            if set(answers) != {expected}:
                raise RuntimeError(f"expected {expected} each time, got {dict(answers)}")
            return len(requests)

        return timed(self.web.cpu, work)
