"""Lists of resources: filters by date and Twilio's paging."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

from checkin.simulator.api.errors import Refused

DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 1000


class Listed(Protocol):
    """Anything with a SID."""

    @property
    def sid(self) -> str:
        """Its SID."""
        ...


def within(at: datetime | None, query: Mapping[str, str], name: str) -> bool:
    """Whether a time meets the filters `name`, `name<` and `name>`, each a date or a moment.

    `<` and `>` include their bound, as Twilio's do; a bare `name` means that whole day or second.
    Raises `Refused` 20001 for what is no date.
    """
    given = [(sign, query[name + sign]) for sign in ("", "<", ">") if query.get(name + sign)]
    if not given:
        return True
    if at is None:
        return False
    for sign, text in given:
        first, last = _span(text)
        if sign != "<" and at < first:
            return False
        if sign != ">" and at >= last:
            return False
    return True


def _span(text: str) -> tuple[datetime, datetime]:
    try:
        if len(text) == len("2026-01-31"):
            day = datetime.combine(date.fromisoformat(text), time(), UTC)
            return day, day + timedelta(days=1)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(20001) from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment, moment + timedelta(seconds=1)


def page_of(
    items: Sequence[Listed], query: Mapping[str, str], path: str
) -> tuple[Sequence[Listed], dict[str, Any]]:
    """One page of `items` (newest first) and Twilio's paging fields for it.

    The page token names the last item shown, so that what is created meanwhile shifts nothing.
    """
    size = _whole(query, "PageSize", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE)
    number = _whole(query, "Page", 0, 0, None)
    start = _after(items, query.get("PageToken"), number * size)
    shown = items[start : start + size]
    more = start + size < len(items)
    kept = {k: v for k, v in query.items() if k not in ("Page", "PageSize", "PageToken")}

    def uri(page: int, token: str | None) -> str:
        paging = {"PageSize": size, "Page": page} | ({"PageToken": token} if token else {})
        return f"{path}?{urlencode(kept | paging)}"

    before = max(0, start - size)
    back = f"PB{items[before - 1].sid}" if before > 0 else None
    return shown, {
        "page": number,
        "page_size": size,
        "start": start,
        "end": max(start, start + len(shown) - 1),
        "uri": uri(number, query.get("PageToken")),
        "first_page_uri": uri(0, None),
        "next_page_uri": uri(number + 1, f"PA{shown[-1].sid}") if more else None,
        "previous_page_uri": uri(max(0, number - 1), back) if start > 0 else None,
    }


def _after(items: Sequence[Listed], token: str | None, otherwise: int) -> int:
    if token is None:
        return otherwise
    for place, item in enumerate(items):
        if item.sid == token[2:]:
            return place + 1
    raise Refused(20001)


def _whole(query: Mapping[str, str], name: str, default: int, least: int, most: int | None) -> int:
    text = query.get(name) or str(default)
    if not text.isdecimal():
        raise Refused(20001)
    value = max(least, int(text))
    return value if most is None else min(most, value)
