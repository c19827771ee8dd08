"""A circle's week by text: one question, one digest by alias, and nobody's number anywhere."""

from typing import Any

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CIRCLE_ANSWER, CIRCLE_ROUND
from checkin.usecases import making_circles
from tests.town.circles import circle_of
from tests.town.phone import Phone
from tests.town.town import Town

PEOPLE = (("Ana", "en"), ("Ben", "es"), ("Cleo", "en"), ("Dov", "en"), ("Eve", "es"))


class Circle:
    """The five, all of whom have said yes, on the morning of the first question."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.id, phones = circle_of(town, PEOPLE)
        self.ana, self.ben, self.cleo, self.dov, self.eve = phones.values()
        self.all = list(phones.values())
        town.sleep(hours=1)  # nobody is written to before nine
        for phone in self.all:
            phone.expects("small circle" if self.english(phone) else "pequeño circulo")
            phone.replies("YES" if self.english(phone) else "SI")
            phone.expects("River" if phone is self.ana else "")
        town.sleep(days=3)

    def english(self, phone: Phone) -> bool:
        """Whether its owner reads English; else Spanish."""
        return phone not in (self.ben, self.eve)

    def asked(self, *phones: Phone) -> None:
        """Each of these gets this week's question, in their language."""
        for phone in phones:
            asks = "your circle asks" if self.english(phone) else "tu circulo pregunta"
            phone.expects(phone.owner, asks)

    def rounds(self) -> list[tuple[str, str, int]]:
        """What became of each week's question."""
        return self._rows(
            sa.select(CIRCLE_ROUND.state, CIRCLE_ROUND.reason, CIRCLE_ROUND.told).order_by(
                CIRCLE_ROUND.week
            )
        )

    def held(self) -> list[str]:
        """Why each answer is held, empty where it is not."""
        return [row[0] for row in self._rows(sa.select(CIRCLE_ANSWER.held))]

    def answer_ids(self) -> list[int]:
        """The answers, in the order they came."""
        return [
            row[0] for row in self._rows(sa.select(CIRCLE_ANSWER.id).order_by(CIRCLE_ANSWER.id))
        ]

    def _rows(self, statement: sa.Select[Any]) -> list[Any]:
        engine = connect_to(self.town.settings.database_url)
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(statement)]
        engine.dispose()
        return rows


@pytest.fixture
def circle(night: Town) -> Circle:
    return Circle(night)


def test_a_week_of_a_circle_in_two_languages(circle: Circle) -> None:
    circle.asked(*circle.all)

    circle.ana.replies("CIRCLE I slept all night")
    circle.ana.expects("together in one text")
    circle.ben.replies("círculo: ¡Encontré trabajo! 🎉")
    circle.ben.expects("en un solo mensaje")
    circle.cleo.replies("We planted tomatoes")  # plain words, while the question is open
    circle.cleo.expects("together in one text")
    circle.dov.replies("CIRCLE MUTE")
    circle.dov.expects("muted", "CIRCLE BACK")
    circle.eve.replies("CIRCULO SALIR")
    circle.eve.expects("has salido del circulo")
    circle.town.wait(days=2)

    told = circle.ana.expects(
        "Ana, good news from your circle: Sun: ¡Encontré trabajo! 🎉", "River: I slept all night"
    )
    assert "Star: We planted tomatoes" in told
    circle.ben.expects("buenas noticias de tu círculo: Sol: ¡Encontré", "Rio: I slept")
    circle.cleo.expects("Sun: ¡Encontré trabajo! 🎉 / River: I slept all night / Star: We planted")
    assert not any(phone.number[2:] in told for phone in circle.all)
    assert circle.rounds() == [("told", "", 3)]


def test_the_next_week_asks_another_question_and_only_who_is_still_there(circle: Circle) -> None:
    circle.asked(*circle.all)
    circle.dov.replies("CIRCLE MUTE")
    circle.dov.expects("muted")
    circle.eve.replies("CIRCULO SALIR")
    circle.eve.expects("salido")
    circle.cleo.replies("CIRCLE DIGEST")
    circle.cleo.expects("only the answers")
    circle.town.wait(days=2)
    assert circle.rounds() == [("silent", "", 0)]  # nobody said anything: nobody gets a text

    circle.town.sleep(days=5)

    circle.ana.expects("what helps you on a hard day")
    circle.ben.expects("qué te ayuda en un dia dificil")
    circle.ana.replies("circle a walk")
    circle.ana.expects("together")
    circle.town.wait(days=2)
    for phone in (circle.ana, circle.ben, circle.cleo):
        phone.expects(": a walk")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("call me on 212 555 0101", "number"),
        ("see www.example.org", "link"),
        ("lend me 50 please", "money"),
        ("i will find you", "threat"),
    ],
)
def test_words_that_may_harm_wait_for_a_facilitator(circle: Circle, words: str, why: str) -> None:
    circle.asked(*circle.all)
    circle.ana.replies(f"CIRCLE {words}")
    circle.ana.expects("reads it before it goes")
    assert circle.held() == [why]

    circle.town.wait(days=2)

    assert circle.rounds() == [("silent", "", 0)]


def test_a_facilitator_lets_one_answer_pass_and_keeps_another_back(circle: Circle) -> None:
    circle.asked(*circle.all)
    circle.ana.replies("CIRCLE lend me your book, please lend me 50 pages")
    circle.ana.expects("reads it before")
    circle.ben.replies("CIRCULO hola a todas")
    circle.ben.expects("en un solo mensaje")
    first, second = circle.answer_ids()
    making_circles.hold(circle.town.services, circle.id, first, 1, release=True)
    making_circles.hold(circle.town.services, circle.id, second, 1, release=False)

    circle.town.wait(days=2)

    for phone in circle.all:
        assert "hola" not in phone.expects("lend me your book")


def test_danger_reaches_the_team_and_never_the_circle(circle: Circle) -> None:
    on_call = circle.town.coordinator("Eve")
    circle.asked(*circle.all)

    circle.ana.replies("CIRCLE I want to die")

    circle.ana.expects("Demo Line")
    on_call.expects("may be in danger")
    assert circle.held() == []
    assert circle.rounds() == [("open", "", 0)]


def test_a_stop_of_the_circle_leaves_it_and_nothing_more(circle: Circle) -> None:
    circle.asked(*circle.all)

    circle.ana.replies("CIRCLE STOP")

    circle.ana.expects("You have left the circle")
    circle.ana.replies("CIRCLE hello?")
    circle.ana.expects("You are in no circle")


def test_on_a_shared_phone_only_the_right_person_answers(circle: Circle) -> None:
    circle.asked(*circle.all)
    circle.town.enrol("Zoe", cadence="monthly", on=circle.ana)

    circle.ana.replies("We planted tomatoes")  # whoever of the two that was
    assert "together in one text" not in circle.ana.expects("")
    assert circle.answer_ids() == []
    circle.ana.replies("CIRCLE MUTE")
    circle.ana.expects("1 Ana, 2 Zoe")
    circle.ana.replies("2")
    circle.ana.expects("in no circle")


def test_a_clock_that_was_away_drops_what_is_late(circle: Circle) -> None:
    circle.asked(*circle.all)
    circle.ana.replies("CIRCLE hello")
    circle.ana.expects("together")

    circle.town.sleep(days=6)  # the digest was due after two

    assert circle.rounds() == [("dropped", "stale", 0)]
    circle.town.sleep(days=3)  # and so is the question that was due after one
    assert circle.rounds() == [("dropped", "stale", 0), ("dropped", "stale", 0)]
