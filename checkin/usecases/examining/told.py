"""What people are told: where urgent help is, and in which languages the service can speak."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checkin.domain.helplines import Age, Urgent, age
from checkin.usecases.examining.remark import Remark, ok, some, warning, wrong

SUBJECT = "helpline"
CALL = "call it, and write the day to [helpline] confirmed_on and your name to confirmed_by"
FEW = 3


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The organisation's own country, whether it names a line, and when it made sure of it."""

    country: str
    own: bool
    on: date | None
    urgent: Urgent


def helpline(confirmed: Confirmed, today: date) -> Remark:
    """Whether the line that members are told of is known to be there (R112)."""
    found = age(confirmed.on, today)
    urgent = confirmed.urgent
    if found is Age.STALE:
        seen = "confirmed over a year ago: members are told the emergency number only"
        return wrong(SUBJECT, seen, CALL)
    if not (urgent.words or urgent.lines):
        seen = f"no crisis line is known for {confirmed.country}"
        return warning(SUBJECT, seen, "find one, and write it to [helpline] call")
    if found is Age.NEVER:
        whose = "the organisation's" if confirmed.own else f"the data's for {confirmed.country}"
        return warning(SUBJECT, f"nobody has confirmed the crisis line ({whose})", CALL)
    if found is Age.DUE:
        return warning(SUBJECT, f"last confirmed {confirmed.on}, over 180 days ago", CALL)
    return ok(SUBJECT, f"confirmed {confirmed.on}")


def languages(
    offered: Sequence[str],
    lacking: Mapping[str, Collection[str]],
    unchecked: Mapping[str, Collection[str]],
) -> Remark:
    """Whether the languages that members may choose are whole, and read by a native speaker."""
    missing = {one: lacking[one] for one in offered if lacking.get(one)}
    if missing:
        seen = "; ".join(f"{one} lacks {_few(keys)}" for one, keys in missing.items())
        do = "translate them (docs/translating.md), or take the language out of `languages`"
        return warning("languages", seen, do)
    doubtful = [f"{one} ({len(unchecked[one])})" for one in offered if unchecked.get(one)]
    if doubtful:
        seen = f"sentences that no native speaker has checked: {', '.join(doubtful)}"
        return warning("languages", seen, "have them read; docs/translating.md says how")
    return ok("languages", f"{', '.join(offered)}: whole, and checked by native speakers")


def recordings(missing: Sequence[str]) -> Remark:
    """Whether what must be recorded for calls is there."""
    if not missing:
        return ok("recordings", "none is missing")
    seen = f"{some(len(missing), 'recorded prompt')} missing: {_few(missing)}"
    do = "record them into CHECKIN_RECORDINGS; until then another language is heard"
    return warning("recordings", seen, do)


def _few(keys: Collection[str]) -> str:
    """The first few, and how many more there are."""
    shown = ", ".join(sorted(keys)[:FEW])
    more = len(keys) - FEW
    return f"{shown} and {more} more" if more > 0 else shown
