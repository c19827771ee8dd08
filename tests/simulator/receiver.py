"""A tiny service for the carrier to call: it keeps what it is sent and answers as told."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator

from checkin.simulator.server import Server


@dataclass(frozen=True)
class Received:
    """One webhook as it came in."""

    path: str
    url: str
    method: str
    params: dict[str, str]
    headers: dict[str, str]
    genuine: bool


Answering = Callable[[Received], Response]


def twiml(inner: str) -> Response:
    """TwiML with these verbs."""
    return Response(f"<Response>{inner}</Response>", content_type="text/xml")


class Receiver:
    """Listens at `url`; `received` in order of arrival; paths not told answer 204."""

    def __init__(self, auth_token: str) -> None:
        self.received: list[Received] = []
        self._answers: dict[str, Answering] = {}
        self._validator = RequestValidator(auth_token)
        app = Flask(__name__)
        app.add_url_rule("/<path:path>", view_func=self._take, methods=["GET", "POST"])
        self._server = Server(app)
        self.url = self._server.url
        self._server.start()

    def answer(self, path: str, *answers: str | Response | Answering) -> None:
        """Answer `path` with these in turn, the last for ever; a str is the TwiML's verbs."""
        left = list(answers)

        def next_answer(received: Received) -> Response:
            now = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(now, str):
                return twiml(now)
            return now if isinstance(now, Response) else now(received)

        self._answers[path] = next_answer

    def at(self, path: str) -> list[Received]:
        """What came in at `path`."""
        return [each for each in self.received if each.path == path]

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _take(self, path: str) -> Response:
        query = request.query_string.decode("latin-1")
        url = f"{self.url}/{path}" + (f"?{query}" if query else "")
        params = request.form.to_dict()
        signature = request.headers.get("X-Twilio-Signature", "")
        received = Received(
            path="/" + path,
            url=url,
            method=request.method,
            params=params or request.args.to_dict(),
            headers=dict(request.headers),
            genuine=self._validator.validate(url, params, signature),
        )
        self.received.append(received)
        answer = self._answers.get(received.path)
        return Response(status=204) if answer is None else answer(received)
