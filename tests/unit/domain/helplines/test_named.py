"""How a line is named, which one, and when it is too old to be."""

from datetime import date, timedelta

import pytest

from checkin.domain.helplines import Age, Country, Helpline, Said, Urgent, abroad, age

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("line", "key", "numbers"),
    [
        (Helpline(call="988", text="988"), "call_or_text", ("988",)),
        (Helpline(call="113"), "call", ("113",)),
        (Helpline(text="HOME to 741741"), "text", ("HOME to 741741",)),
        (Helpline(call="988", text="741741"), "call_and_text", ("988", "741741")),
        (Helpline(call="13 11 14", text="0477 13 11 14"), "call", ("13 11 14",)),
        (Helpline(call="0800 567 567", text="0800 567 567"), "call", ("0800 567 567",)),
    ],
)
def test_a_line_is_named_by_what_fits(line: Helpline, key: str, numbers: tuple[str, ...]) -> None:
    said = line.said
    assert said.key == f"helpline.{key}"
    assert tuple(value for _, value in said.values) == numbers
    assert said.fits


def test_the_line_that_speaks_a_persons_language_is_named() -> None:
    lines = (Helpline(call="1813", languages=("nl",)), Helpline(call="0800", languages=("fr",)))
    belgium = Urgent("112", lines)
    assert belgium.said("fr_BE").values == (("call", "0800"),)
    assert belgium.said("en").values == (("call", "1813"),)


def test_without_a_line_no_number_is_called_one() -> None:
    assert Urgent("111").said("pt") == Said("helpline.none", ())


@pytest.mark.parametrize(
    ("days", "found"),
    [(0, Age.FRESH), (180, Age.FRESH), (181, Age.DUE), (365, Age.DUE), (366, Age.STALE)],
)
def test_age_is_counted_in_days(days: int, found: Age) -> None:
    assert age(TODAY - timedelta(days=days), TODAY) is found
    assert age(None, TODAY) is Age.NEVER


def test_a_line_that_is_too_old_gives_way_to_the_next() -> None:
    old = Helpline(call="1", verified_on=TODAY - timedelta(days=366))
    new = Helpline(call="2", verified_on=TODAY)
    assert Urgent("112", (old, new)).on(TODAY).said("en").values == (("call", "2"),)
    assert Urgent("112", (old,)).on(TODAY).said("en") == Said("helpline.none", ())


def test_abroad_is_everywhere_but_at_home() -> None:
    kenya, britain = (Country(code, ("112",), "", ()) for code in ("KE", "GB"))
    known = {"KE": kenya, "GB": britain, "JE": britain}
    assert set(abroad(known, "KE", TODAY)) == {"GB", "JE"}
    assert set(abroad(known, "GB", TODAY)) == set(abroad(known, "JE", TODAY)) == {"KE"}
