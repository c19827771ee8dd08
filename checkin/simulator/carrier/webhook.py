"""Webhooks: form posts to the service, signed as Twilio signs them.

Source: Twilio docs, webhook security and connection overrides.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

import requests
from requests.adapters import HTTPAdapter
from twilio.request_validator import RequestValidator
from urllib3.util import Retry

from checkin.simulator.carrier.failure import WebhookFailed

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
MAX_ANSWER_BYTES = 64 * 1024

# Twilio's default: one retry, and only when no connection could be made.
_RETRY = Retry(total=None, connect=1, read=0, redirect=0, status=0, other=0, backoff_factor=0)


@dataclass(frozen=True)
class Answer:
    """What the service answered: HTTP status, media type without parameters, body, and its URL."""

    status: int
    media_type: str
    text: str
    url: str


class Webhooks:
    """Signs with `auth_token` and sends; keeps nothing between two requests."""

    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)

    def send(self, url: str, method: str, params: Mapping[str, str], copies: int = 1) -> Answer:
        """Send one webhook, `copies` times over with one idempotency token.

        `method` GET puts `params` in the query, POST in the form body. Returns the answer to the
        first copy. Raises `WebhookFailed` with 11205 when no connection could be made, 11200 on
        a timeout, a broken answer or a status outside 2xx, 11750 on an answer over 64 kB.
        """
        token = str(uuid.uuid4())
        first = self._exchange(url, method, params, token)
        for _ in range(copies - 1):
            self._exchange(url, method, params, token)
        if isinstance(first, WebhookFailed):
            raise first
        return first

    def _exchange(
        self, url: str, method: str, params: Mapping[str, str], token: str
    ) -> Answer | WebhookFailed:
        with requests.Session() as session:
            session.trust_env = False
            session.mount("http://", HTTPAdapter(max_retries=_RETRY))
            session.mount("https://", HTTPAdapter(max_retries=_RETRY))
            try:
                request = self._signed(session, url, method, params, token)
                response = session.send(
                    request, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False
                )
            except requests.ConnectionError as error:
                return WebhookFailed(11205, f"no connection: {type(error).__name__}")
            except requests.RequestException as error:
                return WebhookFailed(11200, f"no answer: {type(error).__name__}")
        return _judged(response, url)

    def _signed(
        self,
        session: requests.Session,
        url: str,
        method: str,
        params: Mapping[str, str],
        token: str,
    ) -> requests.PreparedRequest:
        bare = urldefrag(url).url  # the fragment holds connection overrides: not sent, not signed
        posted = dict(params) if method == "POST" else {}
        request = session.prepare_request(
            requests.Request(
                method,
                bare,
                params=None if method == "POST" else dict(params),
                data=posted or None,
                headers={"User-Agent": "TwilioProxy/1.1", "I-Twilio-Idempotency-Token": token},
            )
        )
        if posted:
            request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        signature = self._validator.compute_signature(request.url, posted)
        request.headers["X-Twilio-Signature"] = signature
        return request


def _judged(response: requests.Response, url: str) -> Answer | WebhookFailed:
    if not 200 <= response.status_code < 300:
        return WebhookFailed(11200, f"HTTP status {response.status_code}")
    if len(response.content) > MAX_ANSWER_BYTES:
        return WebhookFailed(11750, "the answer is over 64 kB")
    media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    text = response.content.decode("utf-8", errors="replace")
    return Answer(response.status_code, media_type, text, urldefrag(url).url)
