"""The clock's part in circles: open a week's question, and tell everybody's answers at its end."""

from collections.abc import Sequence

from checkin.domain.circle import rounds
from checkin.domain.circle.digest import Digest, cut, together
from checkin.domain.circle.seat import Circle, Round
from checkin.usecases.ports import Conflict, Services

BATCH = 20  # circles in one transaction


def open_rounds(services: Services) -> int:
    """Ask this week's question in every circle whose week has come."""
    now, terms = services.now(), services.policy.circles
    try:
        with services.begin() as work:
            due = work.circles.to_open(now, BATCH)
            for circle in due:
                work.apply(rounds.opens(circle, now, terms), now, services.policy)
            return len(due)
    except Conflict:
        return 0  # another clock has it; the next pass sees what is left


def end_rounds(services: Services) -> int:
    """Send the digest of every round that is over."""
    now, terms = services.now(), services.policy.circles
    try:
        with services.begin() as work:
            due = work.circles.to_end(now, BATCH)
            for one, circle in due:
                digests = _digests(services, one, circle, work.circles.answers(one.id))
                decision = rounds.ends(one, circle, digests, now, terms)
                work.apply(decision, now, services.policy)
            return len(due)
    except Conflict:
        return 0


def _digests(
    services: Services, one: Round, circle: Circle, answers: Sequence[tuple[int, str]]
) -> dict[str, Digest]:
    """What is told, by the language of the readers; the longest name among them must fit."""
    by_language: dict[str, list[str]] = {}
    for sitting in circle.sittings:
        if sitting.reads:
            by_language.setdefault(sitting.member.language, []).append(sitting.member.name)
    return {
        language: _digest(services, one, answers, language, names)
        for language, names in by_language.items()
    }


def _digest(
    services: Services,
    one: Round,
    answers: Sequence[tuple[int, str]],
    language: str,
    names: Sequence[str],
) -> Digest:
    written, key = services.wording.text, rounds.digest_key(one)
    entries = together((written(language, f"alias.{alias}", {}), words) for alias, words in answers)

    def fits(words: str) -> bool:
        texts = (written(language, key, {"name": name, "words": words}) for name in names)
        most = max(map(services.count_segments, texts))
        return most <= services.policy.circles.segments

    return cut(entries, fits)
