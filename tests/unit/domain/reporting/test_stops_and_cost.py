"""What opt-outs followed, and what it all cost."""

from datetime import date
from typing import Any

import pytest

from checkin.domain.budget import Budget
from checkin.domain.member import Channel
from checkin.domain.reporting.cost import cost
from checkin.domain.reporting.counts import Contact
from checkin.domain.reporting.stops import OptOut, by_language, by_wording

ASK, REMIND = ("check_in.ask.1", "aaaa"), ("check_in.remind", "bbbb")


def sent(said: tuple[str, str], count: int, language: str = "en", **others: Any) -> Contact:
    given: dict[str, Any] = {"channel": Channel.TEXT, "incoming": False, "segments": count}
    told = {"delivered": 0, "undelivered": 0}
    wording, version = said
    return Contact(
        monday=date(2026, 3, 2),
        language=language,
        wording=wording,
        version=version,
        count=count,
        **given | told | others,
    )


CONTACTS = [
    sent(ASK, 400),
    sent(ASK, 100),
    sent(REMIND, 50),
    sent(REMIND, 7, "sw"),
    sent(("page.help", "cccc"), 9, ""),
    sent(("", ""), 300, incoming=True, segments=310),
    sent(("call.we_call", "dddd"), 20, channel=Channel.CALL, segments=0),
    sent(("", ""), 5, channel=Channel.CALL, incoming=True, segments=0),
]
STOPS = [OptOut("en", *ASK), OptOut("en", *REMIND), OptOut("en", *ASK), OptOut("sw", *REMIND)]


def test_a_wording_is_told_with_how_often_it_was_sent() -> None:
    reminders, asks = by_wording(STOPS, CONTACTS, hidden=())  # as many, of fewer sent
    assert (asks.name, asks.version, asks.stops, asks.sent, asks.rate) == (*ASK, 2, 500, 4.0)
    assert (reminders.stops, reminders.sent) == (2, 57)


def test_a_hidden_language_is_in_neither_table() -> None:
    _, reminders = by_wording(STOPS, CONTACTS, hidden={"sw"})
    assert (reminders.stops, reminders.sent, reminders.rate) == (1, 50, 20.0)
    (english,) = by_language(STOPS, CONTACTS, hidden={"sw"})
    assert (english.name, english.stops, english.sent) == ("en", 3, 570)


def test_a_language_in_which_nobody_stopped_is_told_too() -> None:
    found = by_language(STOPS[:1], CONTACTS, hidden=())
    assert [(one.name, one.rate) for one in found] == [("en", pytest.approx(1000 / 570)), ("sw", 0)]


def test_the_cost_is_that_of_both_directions() -> None:
    found = cost(CONTACTS, Budget(segment=0.01, call=0.1), answered=4)
    assert (found.texts_out, found.texts_in, found.segments) == (566, 300, 876)
    assert (found.calls_out, found.calls_in) == (20, 5)
    assert found.money == pytest.approx(8.76 + 2.5)
    assert found.per_member == pytest.approx(11.26 / 4)


def test_without_a_price_or_an_answer_no_cost_is_made_up() -> None:
    assert cost(CONTACTS, Budget(), answered=4).money is None
    assert cost(CONTACTS, Budget(), answered=4).per_member is None
    assert cost(CONTACTS, Budget(segment=0.01), answered=0).per_member is None
