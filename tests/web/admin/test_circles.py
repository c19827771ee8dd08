"""Circles on the page: made with their cost shown first, and an answer held back or let pass."""

from typing import Any

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import AUDIT, OUTBOX
from checkin.domain.decision import Decision
from checkin.domain.invitation import confirmed
from checkin.domain.member import Member
from checkin.usecases import circling
from checkin.usecases.inbound_text import receive
from checkin.usecases.ports.records import InboundText
from tests.town.circles import may_have_buddies
from tests.web.admin.office import Browser, Office

NUMBERS = [f"+1212555{number}" for number in range(1001, 1007)]
NAMES = ("Ana", "Ben", "Cleo", "Dov", "Eve", "Fay")


def members(office: Office) -> list[Member]:
    """Five who have agreed to contact with other members, and a sixth who has not."""
    people = [office.enrols(*each) for each in zip(NAMES, NUMBERS, strict=True)]
    for person in people:
        yes = confirmed(person, "a story", office.moment)
        buddies = (may_have_buddies(person),) if person != people[-1] else ()
        with office.services.begin() as work:
            work.apply(yes, office.moment, office.services.policy)
            work.apply(Decision(buddies), office.moment, office.services.policy)
    return people


def texts(office: Office, number: str, body: str) -> str:
    """What the member with this number is answered."""
    office.later(seconds=1)
    sent = InboundText(f"SM{office.moment:%d%H%M%S}{number}", number, body, 1)
    return receive(office.services, sent).body


def rows(office: Office, *columns: Any) -> list[tuple[Any, ...]]:
    """These columns of every row."""
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.select(*columns))]
    engine.dispose()
    return found


@pytest.fixture
def dana(office: Office) -> Browser:
    """The browser of a coordinator."""
    return office.browser("dana")


def test_a_circle_is_made_after_its_cost_was_shown(office: Office, dana: Browser) -> None:
    people = members(office)
    dana.opens("/admin/circles")
    assert "<bdi>Eve</bdi>" in dana.page
    assert "Fay" not in dana.page
    chosen: Any = [str(person.id) for person in people[:5]]

    dana.sends("/admin/circles", member=chosen)

    assert "5 members: at most 20 segments a week" in dana.page
    assert rows(office, OUTBOX.id) == []
    dana.sends("/admin/circles", member=chosen, sure="1")
    assert "River" in dana.page
    assert dana.page.count("has not said yes yet") == 5
    assert [row[0] for row in rows(office, OUTBOX.wording)] == ["circle.invite"] * 5
    assert not any(number[2:] in dana.page for number in NUMBERS)
    assert "circle_made" in [row[0] for row in rows(office, AUDIT.act)]


@pytest.mark.parametrize(
    ("which", "fault"),
    [
        ((0, 1, 2, 3), "as many members as a circle may have"),
        ((0, 1, 2, 3, 5), "cannot be asked now"),
        ((), "as many members as a circle may have"),
    ],
)
def test_nobody_is_put_into_a_circle_who_may_not_be(
    office: Office, dana: Browser, which: tuple[int, ...], fault: str
) -> None:
    people = members(office)
    chosen: Any = [str(people[at].id) for at in which]

    answer = dana.sends("/admin/circles", member=chosen, sure="1")

    assert (answer.status_code, fault in dana.page) == (422, True)
    assert rows(office, OUTBOX.id) == []


def made(office: Office, dana: Browser) -> list[Member]:
    """A circle of five on the day of its first question; the first has sent a number to it.

    `dana` logs in anew that day.
    """
    people = members(office)
    chosen: Any = [str(person.id) for person in people[:5]]
    dana.sends("/admin/circles", member=chosen, sure="1")
    for number in NUMBERS[:5]:
        assert "Welcome" in texts(office, number, "YES")
    office.later(days=3)
    assert circling.open_rounds(office.services) == 1
    assert "reads it before" in texts(office, NUMBERS[0], "CIRCLE my number is 212 555 9999")
    dana.logs_in("dana")
    return people


def test_answers_are_hidden_until_a_reason_is_given(office: Office, dana: Browser) -> None:
    made(office, dana)
    dana.opens("/admin/circles")
    assert "Answers that wait for you: 1" in dana.page
    dana.opens("/admin/circles/1")
    assert "555 9999" not in dana.page

    assert dana.sends("/admin/circles/1/show", reason="nosy").status_code == 422
    assert "555 9999" not in dana.page
    dana.sends("/admin/circles/1/show", reason="safeguarding")

    assert "my number is 212 555 9999" in dana.page
    assert "held: a number" in dana.page
    seen = [row for row in rows(office, AUDIT.act, AUDIT.reason) if row[0] == "words_shown"]
    assert seen == [("words_shown", "safeguarding")]


def test_an_answer_is_let_pass_and_held_back_again(office: Office, dana: Browser) -> None:
    made(office, dana)
    dana.sends("/admin/circles/1/release", which="1")
    assert "It goes into the digest" in dana.page
    dana.sends("/admin/circles/1/hold", which="1")
    assert "It stays out of the digest" in dana.page

    office.later(days=2)
    dana.logs_in("dana")
    assert circling.end_rounds(office.services) == 1

    answer = dana.sends("/admin/circles/1/release", which="1")
    assert (answer.status_code, "has left already" in dana.page) == (422, True)
    assert "nobody answered" in dana.page
    acts = [row[0] for row in rows(office, AUDIT.act)]
    assert [act for act in acts if act.startswith("answer")] == ["answer_released", "answer_held"]


def test_a_seat_is_taken_away_and_given_under_another_alias(office: Office, dana: Browser) -> None:
    people = made(office, dana)
    which = str(people[4].id)

    dana.sends("/admin/circles/1/remove", which=which)
    assert "The seat is taken away" in dana.page
    assert "in no circle" in texts(office, NUMBERS[4], "CIRCLE hello")
    dana.sends("/admin/circles/1/add", which=which)

    assert "They are asked for their own yes" in dana.page
    assert "Cloud" in dana.page
    assert "Rain" not in dana.page


def test_a_circle_that_is_not_there_is_told_as_such(office: Office, dana: Browser) -> None:
    assert dana.opens("/admin/circles/7").status_code == 404
    assert dana.sends("/admin/circles/7/hold", which="1").status_code == 404


def test_two_clocks_ask_once_and_tell_once(office: Office, dana: Browser) -> None:
    made(office, dana)
    assert circling.open_rounds(office.services) == 0
    office.later(days=2)

    assert [circling.end_rounds(office.services) for _ in range(2)] == [1, 0]
