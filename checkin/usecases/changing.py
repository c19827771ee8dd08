"""A coordinator changes something about a member: decided anew on what stands, in one go."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from checkin.domain import changing as rules
from checkin.domain.changing import Known, stamp
from checkin.domain.decision import Decision
from checkin.domain.importing.asking import day_in, wish_in
from checkin.domain.importing.enrolment import Reason, Terms, Wrong
from checkin.domain.importing.number import number_in
from checkin.domain.importing.values import evidence_in
from checkin.domain.moving import CannotMove
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.moving import change_number
from checkin.usecases.ports import Conflict, UnitOfWork
from checkin.usecases.ports.store import Store

Rule = Callable[[Known, datetime], Decision]


class Unfit(Exception):
    """Nothing was changed; `reasons` say why, each beside its field."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class Stale(Exception):
    """Somebody has changed the member since the form was shown. Nothing was changed."""


def pause(store: Store, member_id: int, until: str, coordinator_id: int) -> None:
    """Ask the member nothing before the day `until`. Raises `Unfit` and as `_change` does."""

    def rule(known: Known, now: datetime) -> Decision:
        return rules.pause(known, day_in(until), now, coordinator_id)

    _change(store, member_id, "until", rule)


def end_pause(store: Store, member_id: int, coordinator_id: int) -> None:
    """Ask the member again. Raises as `pause` does."""
    _change(
        store, member_id, "until", lambda known, now: rules.end_pause(known, now, coordinator_id)
    )


def note(store: Store, member_id: int, words: str, coordinator_id: int) -> None:
    """Write these words into the member's history. Raises as `pause` does."""
    _change(
        store, member_id, "note", lambda known, _: rules.note(known.member, words, coordinator_id)
    )


def ask_otherwise(
    store: Store,
    member_id: int,
    typed: Mapping[str, str],
    seen: str,
    terms: Terms,
    coordinator_id: int,
) -> bool:
    """Ask the member as the form says from now on; False if it is so already.

    `seen` is the stamp of the member as the form showed them. Raises as `pause` does, and `Stale`.
    """
    wish = wish_in(typed, terms)
    if isinstance(wish, tuple):
        raise Unfit(wish)

    def rule(known: Known, now: datetime) -> Decision:
        if stamp(known.member) != seen:
            raise Stale
        return rules.ask_otherwise(known, wish, now, coordinator_id)

    return _change(store, member_id, "channel", rule)


def give_number(
    store: Store,
    member_id: int,
    typed: Mapping[str, str],
    seen: str,
    terms: Terms,
    coordinator_id: int,
) -> None:
    """Give the member another number. Raises as `ask_otherwise` does."""
    number = _read("phone", lambda: number_in(typed["phone"].strip(), terms.country))
    evidence = _read("evidence", lambda: evidence_in(typed["evidence"]))
    with store.look() as work:
        card = work.desk.card(member_id)
        if card is None:
            raise NotThere
        old = work.conversations.number_of(card.member.line_id)
    if stamp(card.member) != seen:
        raise Stale
    try:
        change_number(store, old, number, card.member.name, evidence, coordinator_id)
    except CannotMove as error:
        raise Unfit((Reason("phone", str(error), error.key),)) from None


def _read(field: str, reader: Callable[[], str]) -> str:
    try:
        return reader()
    except Wrong as wrong:
        raise Unfit((Reason(field, str(wrong), wrong.key, wrong.values),)) from None


def _change(store: Store, member_id: int, field: str, rule: Rule) -> bool:
    """Apply what `rule` decides on the member as they stand; whether that was anything.

    What it calls wrong is about `field`. Raises `NotThere`, and `Conflict` when the database
    gives up.
    """

    def work() -> bool:
        now = store.now()
        with store.begin() as work:
            decision = rule(_known(work, member_id, now), now)
            work.apply(decision, now, store.policy)
            return decision != Decision()

    try:
        return again_on_conflict(work)
    except Wrong as wrong:
        raise Unfit((Reason(field, str(wrong), wrong.key, wrong.values),)) from None


def _known(work: UnitOfWork, member_id: int, now: datetime) -> Known:
    """The member with their line and their row locked, in the order in which everybody does."""
    card = work.desk.card(member_id)
    if card is None:
        raise NotThere
    number = work.conversations.number_of(card.member.line_id)
    here = work.conversations.with_standing(work.conversations.on(number, now))
    thread = next((t for t in (*here.threads, *here.lost) if t.member.id == member_id), None)
    if thread is None:
        raise Conflict("the member has just been given another number")
    planned = work.people.planned(member_id)
    return Known(thread.member, thread.standing, planned, thread.check_in)
