"""What a field of a log event may hold, and what is left of the rest."""

import re
from collections.abc import Mapping, MutableMapping
from datetime import date, time, timedelta
from pathlib import PurePath
from typing import Any

# A field is dropped when one of these is a part of its name, unless it is the id of something.
PERSONAL = frozenset(
    {"address", "args", "body", "caller", "content", "digits", "email", "from", "message", "name"}
    | {"note", "number", "password", "phone", "pin", "recipient", "said", "secret", "sender"}
    | {"text", "to", "token", "transcript", "words"}
)
DROPPED = "<dropped>"
WORD = re.compile(r"[\w./:+@-]{0,120}", re.ASCII)
PROVIDER_ID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
EVENT = re.compile(r"[a-z][a-z_.]{0,59}")
NUMBER = re.compile(r"\+?\d(?:[./:_-]?\d){6,}")
LONGEST_ID = 10**8  # an integer from here on may be somebody's number


def redact(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The event with nothing in it that may be about a person."""
    named = str(event.pop("event", ""))
    kept = {key: value for key, value in event.items() if key == "exc_info"}
    fields = {key: field(key, value) for key, value in event.items() if key not in kept}
    return {"event": named if EVENT.fullmatch(named) else "unnamed", **fields, **kept}


def field(name: str, value: object) -> object:
    """What may be logged of `value` in the field `name`."""
    personal = not PERSONAL.isdisjoint(name.lower().split("_")) and not name.endswith("_id")
    return DROPPED if personal else harmless(value)


def harmless(value: object) -> object:
    """What may be logged of `value`: single words and plain values, numbers masked."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return value if abs(value) < LONGEST_ID else _masked(str(value))
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    if isinstance(value, (str, PurePath)):
        return _word(str(value))
    if isinstance(value, Mapping):
        return {_word(str(key)): field(str(key), inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [harmless(inner) for inner in value]
    return f"<{type(value).__name__}>"


def _word(text: str) -> str:
    """`text` if it is one plain word, its numbers masked; else only how long it is."""
    if PROVIDER_ID.fullmatch(text):
        return text
    if not WORD.fullmatch(text):
        return f"<{len(text)} characters>"
    return NUMBER.sub(lambda number: _masked(number[0]), text)


def _masked(number: str) -> str:
    return f"**{number[-2:]}"
