"""Which sentences a text is made of."""

from datetime import UTC, datetime, timedelta

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.member import Cadence, Rhythm
from checkin.domain.phrasing import (
    ASK,
    REMIND,
    our_name,
    phrased,
    says_how_to_stop,
    speaks_openly,
    variant,
)
from checkin.domain.policy import Policy
from tests.builders import DAY, NOON, a_member

SCALE = Policy(scale=True)


@pytest.mark.parametrize(
    ("wording", "policy", "key"),
    [
        (ASK, Policy(), "check_in.ask"),
        (ASK, SCALE, "check_in.scale"),
        (REMIND, Policy(), "check_in.remind"),
        (REMIND, SCALE, "check_in.remind_scale"),
        ("invitation", SCALE, "invitation"),
    ],
)
def test_an_organisation_may_ask_for_a_number(wording: str, policy: Policy, key: str) -> None:
    assert phrased(wording, policy) == key


@pytest.mark.parametrize("cadence", Cadence)
def test_each_slot_has_another_wording_until_all_were_said(cadence: Cadence) -> None:
    member = a_member(rhythm=Rhythm(cadence))
    slots = [NOON + n * cadence.days * DAY for n in range(6)]

    said = [variant(ASK, 6, slot, member) for slot in slots]

    assert sorted(said) == [f"check_in.ask.{n}" for n in range(1, 7)]


def test_a_sentence_with_one_wording_is_itself() -> None:
    assert variant("invitation", 0, NOON, a_member()) == "invitation"


@pytest.mark.parametrize(
    ("cadence", "day", "says"),
    [
        (Cadence.DAILY, 1, True),
        (Cadence.DAILY, 2, False),
        (Cadence.WEEKLY, 7, True),
        (Cadence.WEEKLY, 8, False),
        (Cadence.FORTNIGHTLY, 14, True),
        (Cadence.FORTNIGHTLY, 15, False),
        (Cadence.MONTHLY, 28, True),
        (Cadence.MONTHLY, 29, False),
    ],
)
def test_the_first_question_of_a_month_says_how_to_stop(
    cadence: Cadence, day: int, says: bool
) -> None:
    member, slot = a_member(rhythm=Rhythm(cadence)), datetime(2026, 3, day, 10, tzinfo=UTC)

    assert says_how_to_stop(ASK, slot, member) is says


def test_it_is_a_month_on_the_members_own_clock() -> None:
    member = a_member(rhythm=Rhythm(Cadence.DAILY), time_zone="Pacific/Auckland")
    still_february = datetime(2026, 2, 28, 22, tzinfo=UTC)

    assert says_how_to_stop(ASK, still_february, member)
    assert not says_how_to_stop(ASK, still_february + timedelta(days=1), member)


@pytest.mark.parametrize("wording", [REMIND, "invitation"])
def test_nothing_else_says_so(wording: str) -> None:
    assert not says_how_to_stop(wording, NOON.replace(day=1), a_member())


AGREED = {Purpose.CHECKIN_TEXT, Purpose.OVERT_WORDING}


@pytest.mark.parametrize(
    ("standing", "shared", "openly"),
    [
        (AGREED, False, True),
        (AGREED, True, False),
        ({Purpose.CHECKIN_TEXT}, False, False),
        (set(Purpose) - {Purpose.OVERT_WORDING}, False, False),
        (set(), False, False),
    ],
)
def test_only_who_agreed_and_shares_the_phone_with_nobody_is_told_openly(
    standing: set[Purpose], shared: bool, openly: bool
) -> None:
    assert speaks_openly(standing, shared=shared) is openly


@pytest.mark.parametrize(
    ("name", "openly", "ours"),
    [
        ("Harbour Recovery", True, {"organisation": "Harbour Recovery"}),
        ("Harbour Recovery", False, {}),
        ("", True, {}),
    ],
)
def test_the_open_name_is_said_only_openly(name: str, openly: bool, ours: dict[str, str]) -> None:
    assert our_name(Policy(open_name=name), openly=openly) == ours
