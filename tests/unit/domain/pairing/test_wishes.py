"""Who waits for a buddy and as what matching sees them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from checkin.domain.importing.enrolment import Wrong
from checkin.domain.member import MemberState
from checkin.domain.pairing import Ended, PairingState
from checkin.domain.pairing.matching import Ended as Past
from checkin.domain.pairing.matching import Role
from checkin.domain.pairing.wishes import Bond, Known, Wishes, candidate, wishes_in, without
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, NOON
from tests.pairing import WILLING

AGO = NOON - 60 * DAY
OVER = Bond(7, (2,), PairingState.ENDED, began=True, ended=Ended.CHANGED, ended_at=NOON - DAY)


def known(**changes: Any) -> Known:
    """Ana, who agreed to a buddy two months ago."""
    made = Known(ANA, Wishes(), WILLING, stopped=False, endangered=False, agreed_at=AGO)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("changes", "since"),
    [
        ({}, AGO),
        ({"bonds": (replace(OVER, began=False, ended=Ended.DECLINED),)}, AGO),
        ({"bonds": (OVER,)}, None),  # has not asked for another one
        ({"bonds": (OVER,), "wishes": Wishes(waiting_since=NOON)}, NOON),
        ({"bonds": (OVER,), "wishes": Wishes(waiting_since=AGO)}, None),  # that was before
        ({"bonds": (OVER,), "agreed_at": NOON}, NOON),  # left, and came back
        ({"bonds": (replace(OVER, state=PairingState.ACTIVE, ended_at=None),)}, None),
        ({"bonds": (replace(OVER, state=PairingState.PROPOSED, began=False),)}, None),
    ],
)
def test_since_when_somebody_waits(changes: dict[str, Any], since: datetime | None) -> None:
    assert known(**changes).waiting_since == since


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({}, {"role": Role.PEER, "willing": True, "capacity": 1, "load": 0}),
        ({"standing": frozenset()}, {"willing": False}),
        ({"stopped": True}, {"willing": False}),
        ({"endangered": True}, {"endangered": True}),
        ({"wishes": Wishes(supports=True)}, {"role": Role.PEER}),
        ({"wishes": Wishes(supports=True, signed_off_at=AGO)}, {"role": Role.EITHER}),
        ({"wishes": Wishes(languages=("sw",))}, {"languages": frozenset({"en", "sw"})}),
        ({"blocked": frozenset({9})}, {"blocked": frozenset({"9"})}),
        ({"bonds": (OVER,), "agreed_at": NOON}, {"past": {"2": Past.RECENT}}),
        (
            {"bonds": (replace(OVER, ended=Ended.CONFLICT, ended_at=AGO),)},
            {"past": {"2": Past.CONFLICT}},
        ),
        (
            {"bonds": (replace(OVER, ended_at=NOON - 200 * DAY),), "agreed_at": AGO},
            {"past": {}},
        ),
    ],
)
def test_what_matching_sees(changes: dict[str, Any], seen: dict[str, Any]) -> None:
    found = candidate(known(**changes), Policy(), NOON)
    assert found is not None
    assert {name: getattr(found, name) for name in seen} == seen


@pytest.mark.parametrize(
    "changes",
    [
        {"bonds": (OVER,)},
        {"member": replace(ANA, state=MemberState.PAUSED)},
        {"wishes": Wishes(resting_until=NOON + DAY)},
    ],
)
def test_who_takes_no_part(changes: dict[str, Any]) -> None:
    assert candidate(known(**changes), Policy(), NOON) is None


def test_a_proposal_can_be_looked_past() -> None:
    proposed = known(bonds=(replace(OVER, state=PairingState.PROPOSED, began=False),))
    assert candidate(proposed, Policy(), NOON) is None
    assert candidate(without(proposed, 7), Policy(), NOON) is not None


@pytest.mark.parametrize("typed", [{"gender": "x"}, {"capacity": "3"}, {"capacity": "one"}])
def test_a_form_that_was_tampered_with_is_refused(typed: dict[str, str]) -> None:
    with pytest.raises(Wrong):
        wishes_in(typed, (), Wishes(), NOON)


def test_a_household_stays_unless_it_is_typed_anew_or_taken_away() -> None:
    before = Wishes(household="abc")
    kept = [wishes_in({"household": said}, (), before, NOON).household for said in ("", "x", "-")]
    assert kept == ["abc", "x", ""]
