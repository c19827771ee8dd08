"""Where something happened, without what it was about: for exceptions and for libraries."""

import linecache
import logging
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

from checkin.logs.redaction import harmless

DEEPEST = 40  # frames told of one exception, the innermost ones


def exceptions(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The event with its exception as types and places; the words of exceptions carry data."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event["raised"] = [line for one in _chain(error) for line in _lines(one)]
    return event


def library(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What a library logged: which one, where, and its words as far as they are constant."""
    record: logging.LogRecord = event["_record"]
    event["event"] = "library"
    event["logger"] = record.name
    event["at"] = f"{_short(record.pathname)}:{record.lineno}"
    if said := _constant_words(record, event.pop("positional_args")):
        event["said"] = said
    event.pop("stack_info", None)
    return event


def _constant_words(record: logging.LogRecord, values: object) -> str | None:
    """The template of `record`, if it stands in the source as it is; only numbers are put in."""
    template = str(record.msg)
    source = "".join(linecache.getlines(record.pathname))
    if f'"{template}"' not in source and f"'{template}'" not in source:
        return None
    if not isinstance(values, tuple) or not values:
        return template
    plain = [value if isinstance(value, (int, float)) else "*" for value in values]
    try:
        return template % tuple(value if harmless(value) == value else "*" for value in plain)
    except (TypeError, ValueError):
        return template


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, then what led to it."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    frames = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    yield from frames[-DEEPEST:]


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])
