"""What a simulated carrier is told before it starts."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any


class BadConfig(ValueError):
    """The configuration names something unknown or leaves out something needed."""


@dataclass(frozen=True)
class HandsetConfig:
    """One phone drawn on the page: its E.164 number, whose it is, and their role (one word)."""

    number: str
    owner: str
    role: str = "member"


@dataclass(frozen=True)
class Link:
    """A link shown at the top of the page."""

    text: str
    url: str


@dataclass(frozen=True)
class Config:
    """The account, the one number it owns, where its webhooks go, and the phones around it.

    Durations are in seconds of the machine's clock. `words_per_second` is how fast a `<Say>` is
    read out; None means that speech takes no time. `port` 0 lets the machine pick one. Prices are
    in `currency`, those of a call for each minute that is begun.
    """

    account_sid: str
    auth_token: str
    service_number: str
    sms_url: str
    voice_url: str
    voice_status_url: str | None = None
    sms_fallback_url: str | None = None
    voice_fallback_url: str | None = None
    messaging_service_sid: str | None = None
    handsets: tuple[HandsetConfig, ...] = ()
    host: str = "127.0.0.1"
    port: int = 0
    ring_seconds: float = 25.0
    delay_seconds: float = 0.3
    words_per_second: float | None = 2.5
    opt_out_keywords: bool = False
    clock_file: str | None = None
    time_zone: str = "UTC"
    next_due_url: str | None = None
    links: tuple[Link, ...] = ()
    price_per_segment: float = 0.0083
    price_per_minute_in: float = 0.0085
    price_per_minute_out: float = 0.014
    currency: str = "USD"
    account_status: str = "active"
    account_type: str = "Full"


def read_config(values: Mapping[str, Any]) -> Config:
    """The `Config` that a JSON object describes, its keys being the field names.

    Raises `BadConfig` naming every unknown and every missing key at once.
    """
    known = {field.name for field in fields(Config)}
    needed = {field.name for field in fields(Config) if field.default is MISSING}
    problems = [f"unknown: {name}" for name in sorted(values.keys() - known)]
    problems += [f"missing: {name}" for name in sorted(needed - values.keys())]
    if problems:
        raise BadConfig("; ".join(problems))
    given = dict(values)
    try:
        given["handsets"] = tuple(HandsetConfig(**item) for item in values.get("handsets", ()))
        given["links"] = tuple(Link(**item) for item in values.get("links", ()))
    except TypeError as error:
        raise BadConfig(str(error)) from error
    return Config(**given)


def load_config(path: Path) -> Config:
    """The `Config` in a JSON file. Raises `OSError`, or `BadConfig` on a file that is no such."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise BadConfig(f"{path} is not JSON: {error}") from error
    if not isinstance(values, dict):
        raise BadConfig(f"{path} does not hold a JSON object")
    return read_config(values)
