"""Faults on demand: what a carrier, a network or a client's timeout can do to a service."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

CREATE_FAULTS = ("time-out", "drop", "500-after", "429")


class BadFault(ValueError):
    """A fault that does not exist, or a value it cannot take."""


@dataclass
class Faults:
    """Faults of one handset, or of all.

    `callback_delay_seconds` holds back every status callback. `duplicate_webhooks` sends every
    webhook twice. `reorder_callbacks` sends a message's `sent` after its last status.
    `drop_callbacks` loses them all. `create` befalls the REST answer to a new message or call:
    `time-out` (stored, answer held for `hold_seconds`), `drop` (stored, connection closed),
    `500-after` (stored, error 20500) or `429` (not stored, error 20429); `create_times` is how
    many creates it befalls before it ends, None meaning all.
    """

    callback_delay_seconds: float = 0.0
    duplicate_webhooks: bool = False
    reorder_callbacks: bool = False
    drop_callbacks: bool = False
    create: str | None = None
    create_times: int | None = None
    hold_seconds: float = 30.0

    def take_create(self) -> str | None:
        """The fault that befalls this create, counted as used."""
        fault = self.create
        if fault is not None and self.create_times is not None:
            self.create_times -= 1
            if self.create_times <= 0:
                self.create = self.create_times = None
        return fault

    def as_json(self) -> dict[str, Any]:
        """The faults by field name."""
        return asdict(self)


_KINDS: dict[str, type | tuple[type, ...]] = {
    "callback_delay_seconds": (int, float),
    "duplicate_webhooks": bool,
    "reorder_callbacks": bool,
    "drop_callbacks": bool,
    "create": (str, type(None)),
    "create_times": (int, type(None)),
    "hold_seconds": (int, float),
}


def read_faults(values: Mapping[str, Any]) -> Faults:
    """The `Faults` a JSON object sets; what it leaves out is off. Raises `BadFault`."""
    for name, value in values.items():
        if name not in {field.name for field in fields(Faults)}:
            raise BadFault(f"no such fault: {name}")
        if not isinstance(value, _KINDS[name]):
            raise BadFault(f"{name} cannot be {value!r}")
    if values.get("create") not in (None, *CREATE_FAULTS):
        raise BadFault(f"create is one of {', '.join(CREATE_FAULTS)}")
    return Faults(**values)
