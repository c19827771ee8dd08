"""Each kind of escalation: what raises it, how urgent it is, and what Cleo is told to do.

A worry and a harassment come from buddies, and nothing raises them yet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkin.domain.escalation import EscalationKind, Level
from checkin.domain.risk import ready
from checkin.wording.catalogs import ENGLISH
from tests.stories.test_a_message_left import leaves
from tests.town.database import fresh_sqlite
from tests.town.town import Town
from tests.unit.wording.shelf import sentences
from tests.web.admin.office import Browser


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Town]:
    """A town in which the table says what reaches whom, and the phones need not be read."""
    ready()  # so that the first text is not kept waiting
    with Town(fresh_sqlite(tmp_path), tmp_path) as town:
        yield town


NOT_YET = {EscalationKind.WORRY, EscalationKind.HARASSMENT}


@dataclass(frozen=True, slots=True)
class Why:
    """One kind: what happens, how urgent that is, and what Cleo's phone says of it."""

    happens: Callable[[Town], None]
    level: Level
    page: str


def ana_writes(*bodies: str) -> Callable[[Town], None]:
    """She sends these, one after the other."""

    def happens(town: Town) -> None:
        for body in bodies:
            town.phone("Ana").replies(body)

    return happens


def is_silent(town: Town) -> None:
    """She is asked, reminded and called, and answers nothing."""
    town.wait(hours=6)
    town.phone("Ana").lets_it_ring()
    town.wait(hours=2)


def cannot_be_reached(town: Town) -> None:
    """Nothing of it arrives."""
    town.phone("Ana").is_switched("undeliverable", 30005)
    town.wait(hours=8)


def is_looked_in_on(town: Town) -> None:
    """She was in danger yesterday, and Cleo has spoken with her."""
    town.phone("Ana").replies("I want to die")
    for said in ("1t", "1d Spoke with her"):
        town.phone("Cleo").replies(said)
    town.wait(hours=25)


def leaves_a_message(town: Town) -> None:
    """A stranger calls, and leaves a message for a person."""
    leaves(town.phone("Dov"), "0", "1")


def the_clock_stood(town: Town) -> None:
    """Nobody was awake for hours."""
    town.decides(clock_jumps=False)
    town.sleep(hours=3)


KINDS = {
    EscalationKind.DANGER: Why(ana_writes("I want to die"), Level.RED, "may be in danger"),
    EscalationKind.DURESS: Why(
        ana_writes("safe word bluebird", "bluebird"), Level.RED, "safe word"
    ),
    EscalationKind.PERSON_NOW: Why(ana_writes("call me now"), Level.AMBER, "wants a person now"),
    EscalationKind.HELP: Why(ana_writes("HELP"), Level.AMBER, "asks for help"),
    EscalationKind.NOT_OK: Why(ana_writes("2"), Level.YELLOW, "not OK"),
    EscalationKind.CALL_ME: Why(ana_writes("call me"), Level.YELLOW, "call"),
    EscalationKind.SILENCE: Why(is_silent, Level.YELLOW, "has not answered"),
    EscalationKind.UNREACHABLE: Why(cannot_be_reached, Level.YELLOW, "reach"),
    EscalationKind.UNCLEAR: Why(ana_writes("the blue heron"), Level.YELLOW, "could not read"),
    EscalationKind.VOICEMAIL: Why(leaves_a_message, Level.YELLOW, "message"),
    EscalationKind.WRONG_NUMBER: Why(
        ana_writes("wrong number"), Level.YELLOW, "somebody else's now"
    ),
    EscalationKind.STOP: Why(ana_writes("leave me alone"), Level.YELLOW, "stop"),
    EscalationKind.DATA: Why(ana_writes("my data"), Level.YELLOW, "data"),
    EscalationKind.FORGET: Why(ana_writes("forget me", "yes"), Level.YELLOW, "erased"),
    EscalationKind.FOLLOW_UP: Why(is_looked_in_on, Level.YELLOW, "look in"),
    EscalationKind.SERVICE: Why(the_clock_stood, Level.AMBER, "service itself has trouble"),
}


def test_every_kind_is_told_of_but_those_that_nothing_raises_yet() -> None:
    assert KINDS.keys() == set(EscalationKind) - NOT_YET


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_it_is_raised_and_told_of_as_what_it_is(bare: Town, kind: EscalationKind) -> None:
    why, cleo = KINDS[kind], bare.coordinator("Cleo")
    bare.enrol("Ana")

    why.happens(bare)

    with bare.services.look() as work:
        raised = [work.desk.concern(which) for which in range(1, 10)]
    open_ = [concern.escalation for concern in raised if concern]
    found = [each for each in open_ if each.kind is kind]
    assert [each.level for each in found] == [why.level]
    told = [text["body"] for text in bare.control.handset(cleo.number).texts()]
    assert any(why.page in body and "1t" in body for body in told), told
    browser = Browser(bare.app)
    browser.logs_in("cleo", "a long password")
    browser.opens(f"/admin/escalations/{found[0].id}")
    first, _, _ = sentences(ENGLISH, "page")[f"advice.{kind}"].partition(". ")
    assert first in browser.page


def test_each_kind_has_its_own_page_line_and_advice() -> None:
    texts, voice, page = (sentences(ENGLISH, medium) for medium in ("text", "voice", "page"))
    for said, families in (
        (texts, ("page", "duty.item")),
        (voice, ("duty.item",)),
        (page, ("kind", "advice")),
    ):
        for family in families:
            own = {said[f"{family}.{kind}"] for kind in EscalationKind}
            assert len(own) == len(EscalationKind), family
