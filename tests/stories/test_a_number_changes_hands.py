"""A number is somebody else's now, and the member has another one."""

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CALL_TURN
from checkin.domain.moving import CannotMove
from checkin.usecases.moving import change_number
from tests.town.town import Town


def test_whoever_has_the_number_now_is_told_nothing_and_may_join_themselves(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("wrong number")
    ana.expects("we have the wrong number")
    cleo.expects("number is somebody else's")
    for body in ("JOIN Zoe", "yes", "YES"):
        ana.replies(body)
    ana.expects("18 or older")
    ana.expects("Zoe, reply YES")
    ana.expects("you are in, Zoe")
    ana.replies("no")
    ana.expects("nothing else changes")
    town.wait(hours=3)

    assert "Zoe" in ana.expects("Reply 1")
    ana.replies("2")
    ana.expects("Zoe")
    cleo.expects("not ok")
    ana.replies("STOP")
    ana.expects("opted out")
    ana.replies("START")
    assert "Ana" not in ana.expects("do not know this number")


def test_a_member_moves_after_a_wrong_number_and_starts_again(town: Town) -> None:
    ana, dov = town.enrol("Ana"), town.phone("Dov")
    ana.replies("wrong number")
    ana.expects("wrong number")

    change_number(town.services, ana.number, dov.number, "", "told by phone")
    town.wait(hours=3)
    dov.replies("START")

    dov.expects("on again")
    town.wait(days=1)
    assert "Ana" in dov.expects("Reply 1")
    dov.replies("1")
    dov.expects("Thank you, Ana")


def test_a_member_takes_what_is_open_along(town: Town) -> None:
    ana, dov = town.enrol("Ana"), town.phone("Dov")
    town.wait(hours=2)
    ana.expects("Reply 1")

    change_number(town.services, ana.number, dov.number, "Ana", "told by phone")
    town.wait(hours=2)

    assert "Ana" in dov.expects("your number now")
    dov.expects("hear from you")
    ana.replies("1")
    ana.expects("do not know this number")
    dov.replies("1")
    dov.expects("Thank you, Ana")


@pytest.mark.parametrize("name", ["Eva", ""])
def test_nobody_moves_who_is_not_there(town: Town, name: str) -> None:
    dov = town.phone("Dov")

    with pytest.raises(CannotMove, match="no such member"):
        change_number(town.services, dov.number, "+12125550109", name, "told by phone")


def test_the_keys_of_a_pin_are_not_kept(town: Town, database_url: str) -> None:
    ana = town.enrol("Ana")

    ana.dials("7", "7", "6", "4711")
    ana.hears("From now on we ask for it")

    engine = connect_to(database_url)
    with engine.connect() as connection:
        keys = connection.execute(sa.select(CALL_TURN.key).order_by(CALL_TURN.id)).scalars().all()
    engine.dispose()
    assert keys == ["", "7", "7", "6", "****"]
