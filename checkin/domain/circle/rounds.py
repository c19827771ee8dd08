"""The clock's part: a question a week, and its end two days later."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.circle.changes import RoundEnded, RoundOpened, SeatChanged
from checkin.domain.circle.digest import Digest
from checkin.domain.circle.rotation import prompt_of, theme_of
from checkin.domain.circle.seat import Circle, Round, RoundState, Seat, Sitting
from checkin.domain.circle.terms import Circles
from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Change, Decision, LineChanged
from checkin.domain.outgoing import Kind, Outgoing, Subject

INVITE = "circle.invite"


def opens(circle: Circle, now: datetime, terms: Circles) -> Decision:
    """This week's question for everybody who is asked; dropped where they are too few, or late."""
    prompt, closes = prompt_of(circle.rounds + 1), now + terms.answers
    following = _following(circle, now, terms)
    asked = [sitting for sitting in circle.sittings if sitting.is_asked]
    reason = _why_not(circle, now, terms)
    opened = RoundOpened(circle, prompt, closes, following, reason)
    if reason:
        return Decision((opened,))
    questions = [_to(sitting, f"circle.prompt.{prompt}", now, closes) for sitting in asked]
    return Decision((opened, *_waits(asked, closes)), tuple(questions))


def invites(sittings: tuple[Sitting, ...], now: datetime, terms: Circles) -> Decision:
    """Everybody who was given a seat is asked for their own yes to it."""
    until = now + terms.joining
    asked = [sitting for sitting in sittings if sitting.willing]
    sent = tuple(_to(sitting, INVITE, now, until) for sitting in asked)
    return Decision(_waits(asked, until), sent)


def ends(
    round_: Round, circle: Circle, digests: dict[str, Digest], now: datetime, terms: Circles
) -> Decision:
    """The digest to everybody who reads it; nothing where nobody said anything, or it is late.

    `digests` has what is told by the language of the reader; empty where there is nothing.
    """
    if now - round_.closes_at > terms.stale:
        return Decision((RoundEnded(round_, RoundState.DROPPED, "stale"),))
    if not any(digest.told for digest in digests.values()):
        return Decision((RoundEnded(round_, RoundState.SILENT),))
    key, until = digest_key(round_), now + terms.stale
    readers = [sitting for sitting in circle.sittings if sitting.reads]
    sent = tuple(
        replace(
            _to(sitting, key, now, until),
            values=(("words", digests[sitting.member.language].words),),
        )
        for sitting in readers
    )
    worst = max(digests.values(), key=lambda digest: (digest.left_out, digest.shortened))
    ended = RoundEnded(round_, RoundState.TOLD, "", worst.told, worst.shortened, worst.left_out)
    return Decision((ended,), sent)


def removed(before: Seat, after: Seat) -> SeatChanged:
    """A seat that a coordinator took away."""
    return SeatChanged(before, after, "coordinator")


def digest_key(round_: Round) -> str:
    """The sentence around a round's digest: good news is celebrated, thanks are passed on."""
    return f"circle.digest.{theme_of(round_.prompt)}"


def _why_not(circle: Circle, now: datetime, terms: Circles) -> str:
    if now - circle.next_round_at > terms.stale:
        return "stale"
    sitting = sum(sitting.sits for sitting in circle.sittings)
    return "too_few" if sitting < terms.goes_on_with else ""


def _following(circle: Circle, now: datetime, terms: Circles) -> datetime:
    """The next week's moment that is still to come, however long the clock was away."""
    weeks = max(0, (now - circle.next_round_at) // terms.every) + 1
    return circle.next_round_at + weeks * terms.every


def _waits(asked: list[Sitting], until: datetime) -> tuple[Change, ...]:
    """Plain words answer it, where nothing else of ours waits for an answer on that line."""
    return tuple(
        LineChanged(
            sitting.member.line_id,
            prompt=Prompt(Asking.CIRCLE, sitting.member.id, "", until),
            misunderstood=0,
        )
        for sitting in asked
        if not sitting.busy
    )


def _to(sitting: Sitting, wording: str, now: datetime, until: datetime) -> Outgoing:
    subject = Subject(sitting.member.line_id, sitting.member.id)
    return Outgoing(Kind.CIRCLE, subject, wording, now, until)
