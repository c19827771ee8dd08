"""An answer reaches a check-in, by text or by key: the same rule for both."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.check_in import Answer, CheckIn, CheckInState
from checkin.domain.decision import Change, CheckInChanged, EscalationNoted
from checkin.domain.escalation import EscalationKind, Raised

CLARIFY = timedelta(hours=1)  # how long we wait to hear what an answer meant
RAISES = {Answer.NOT_OK: EscalationKind.NOT_OK, Answer.UNCLEAR: EscalationKind.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Answered:
    """What changes, and the catalog key of what is said back."""

    changes: tuple[Change, ...]
    wording: str


def answer(
    check_in: CheckIn,
    given: Answer,
    now: datetime,
    score: int | None = None,
    *,
    asks_again: bool = True,
) -> Answered:
    """The check-in answered, and a person called if needed; the gate drops what was still coming.

    An unclear answer is asked about once; without a clear one soon, a person reads it (R38). An
    answer after we gave up still counts, but closes no escalation: a person does that (R108).
    `score` is the number behind it, where the question asks for one. Where we must not write to
    them again it is `asks_again` false.
    """
    unclear = given is Answer.UNCLEAR and check_in.is_open and not check_in.clarified
    if unclear and asks_again:
        soon = min(now + CLARIFY, check_in.act_after or now + CLARIFY)
        asking = replace(check_in, clarified=True, act_after=soon)
        return Answered((CheckInChanged(check_in, asking),), "clarify")
    after = replace(
        check_in,
        state=CheckInState.ANSWERED,
        answer=given,
        score=score,
        act_after=None,
        closed_at=now,
    )
    changes: list[Change] = [CheckInChanged(check_in, after)]
    if not check_in.is_open:
        changes.append(EscalationNoted(check_in.member_id, f"answered_{given.value}"))
    if given in RAISES:
        changes.append(Raised(RAISES[given], check_in.member_id, check_in.id))
    return Answered(tuple(changes), given.value)
