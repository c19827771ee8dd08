"""Fetching the sound files of the service."""

from collections.abc import Iterable
from urllib.parse import urldefrag, urlsplit

import requests

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.webhook import CONNECT_SECONDS, READ_SECONDS

# Source: Twilio docs, TwiML Voice: Play, supported audio types.
AUDIO_TYPES = frozenset(
    {
        "audio/mpeg",
        "audio/wav",
        "audio/wave",
        "audio/x-wav",
        "audio/aiff",
        "audio/x-aifc",
        "audio/x-aiff",
        "audio/x-gsm",
        "audio/gsm",
        "audio/ulaw",
    }
)


def same_place(url: str, others: Iterable[str]) -> bool:
    """Whether a URL lies on the host and port of one of the others."""
    return _place(url) in {_place(each) for each in others}


def file_name(url: str) -> str:
    """The last part of a URL's path."""
    return urlsplit(url).path.rpartition("/")[2] or url


def fetch_audio(url: str, not_audio: int) -> None:
    """Get the sound file at `url`, without a signature: it is not documented that there is one.

    Raises `WebhookFailed`: 11205 when no connection could be made, 11200 on another broken
    answer, a status other than 200 or an empty file, `not_audio` on another content type.
    """
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.get(
                urldefrag(url).url,
                headers={"User-Agent": "TwilioProxy/1.1"},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
            )
        except requests.ConnectionError as error:
            raise WebhookFailed(11205, f"no connection: {type(error).__name__}") from error
        except requests.RequestException as error:
            raise WebhookFailed(11200, f"no answer: {type(error).__name__}") from error
    if answer.status_code != 200:
        raise WebhookFailed(11200, f"HTTP status {answer.status_code} for {file_name(url)}")
    media_type = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if media_type not in AUDIO_TYPES:
        told = media_type or "none"
        raise WebhookFailed(not_audio, f"Play: invalid Content-Type: {told} for {file_name(url)}")
    if not answer.content:
        raise WebhookFailed(11200, f"{file_name(url)} is empty")


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
