"""A made-up crowd: a few languages and zones that many share, topics of which few are common."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from checkin.domain.member import Cadence, Window
from checkin.domain.pairing.matching import Candidate, Ended, Role, slots

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LANGUAGES = ("en", "es", "fr", "pt", "sw", "hi")
TOPICS = tuple(f"topic {number}" for number in range(60))
ZONES = (-480, -360, -300, -180, 0, 60, 180, 330)  # minutes ahead of UTC
CADENCES = (Cadence.WEEKLY, Cadence.WEEKLY, Cadence.DAILY, Cadence.FORTNIGHTLY)
GENDERS = ("woman", "man", "woman", "man", "other")


def people(many: int, seed: int, *, buddies: bool = False) -> list[Candidate]:
    """So many people, always the same for a seed. With `buddies` every fifth looks after four."""
    lots = random.Random(seed)
    drawn = [_person(number, lots) for number in range(many)]
    past = _past(many, lots)
    return [
        _with_past(person, past[number], buddies and number % 5 == 0)
        for number, person in enumerate(drawn)
    ]


def _person(number: int, lots: random.Random) -> Candidate:
    zone = lots.choice(ZONES)
    wishes = lots.random() < 0.15
    return Candidate(
        id=f"person {number}",
        line=f"line {lots.randrange(10 * number + 10)}",
        household=f"home {lots.randrange(2000)}" if lots.random() < 0.1 else None,
        languages=frozenset(_common_first(LANGUAGES, 1 + (lots.random() < 0.25), lots)),
        windows=_windows(zone, lots),
        adult=True,
        willing=True,
        endangered=False,
        capacity=1,
        topics=frozenset(_common_first(TOPICS, lots.randint(1, 5), lots)),
        gender=lots.choice(GENDERS),
        wishes=frozenset({lots.choice(GENDERS)}) if wishes else frozenset(),
        waiting_since=NOW - timedelta(days=lots.randrange(60)),
        load=lots.choice((0, 0, 0, 1)),
        cadence=lots.choice(CADENCES),
        zone=zone,
    )


def _common_first(names: Sequence[str], many: int, lots: random.Random) -> list[str]:
    """Some of the names: the second is named half as often as the first, the third a third."""
    weights = [1 / (rank + 1) for rank in range(len(names))]
    return lots.choices(names, weights, k=many)


def _windows(zone: int, lots: random.Random) -> frozenset[int]:
    """Some hours from a morning, an afternoon or an evening on, on some days of the week."""
    opens = lots.choice((8, 9, 9, 12, 14, 17, 18))
    window = Window(time(opens), time(min(22, opens + lots.choice((2, 4, 6, 11)))))
    days = lots.sample(range(7), lots.choice((3, 5, 7)))
    return slots(dict.fromkeys(days, window), timedelta(minutes=zone))


def _past(many: int, lots: random.Random) -> list[dict[str, Ended]]:
    """Two rounds that came before: with whom each person was, and a few who fell out."""
    past: list[dict[str, Ended]] = [{} for _ in range(many)]
    for _ in range(2):
        order = lots.sample(range(many), many)
        for one, other in zip(order[::2], order[1::2], strict=False):
            ended = Ended.CONFLICT if lots.random() < 0.02 else Ended.RECENT
            past[one][f"person {other}"] = ended
            past[other][f"person {one}"] = ended
    return past


def _with_past(person: Candidate, past: dict[str, Ended], buddy: bool) -> Candidate:
    return replace(
        person,
        past=past,
        role=Role.BUDDY if buddy else Role.PEER,
        capacity=4 if buddy else 1,
    )
