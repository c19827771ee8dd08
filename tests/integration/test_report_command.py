"""`checkin report`: the numbers for an operator."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from checkin.adapters.time import system_now
from checkin.domain.check_in import CheckInState
from checkin.domain.reporting.sheet import COLUMNS
from tests.town.command import Command
from tests.web.admin.history_of_weeks import Weeks


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command, on a database in which six people were asked a week ago."""
    checkin = Command(database_url, tmp_path)
    with checkin.work() as work:
        _asked(work.connection, system_now() - timedelta(days=7))
    return checkin


def _asked(connection: Connection, at: datetime) -> None:
    weeks = Weeks(connection)
    for name in ("en1", "en2", "en3", "en4", "en5"):
        weeks.check_in(name, at, CheckInState.ANSWERED, timedelta(hours=1))
    weeks.check_in("en6", at, CheckInState.MISSED, timedelta(hours=50))


def told(output: str) -> dict[tuple[str, str, str], str]:
    first, *rows = csv.reader(output.splitlines())
    assert tuple(first) == COLUMNS
    return {(part, of, measure): value for part, of, _, measure, value in rows}


@pytest.mark.parametrize(("options", "weeks"), [((), 12), (("--weeks", "2"), 2)])
def test_it_prints_what_the_page_has(
    checkin: Command, options: tuple[str, ...], weeks: int
) -> None:
    done = checkin("report", *options)
    assert done.exit_code == 0
    found = told(done.stdout)
    assert found["reach", "", "asked"] == "6"
    assert found["reach", "", "answered"] == "5"
    assert found["language", "en", "reply_rate_48h"] == "0.8333"
    assert len({of for part, of, _ in found if part == "week"}) == weeks
    assert "en1" not in done.stdout


def test_in_an_empty_installation_every_count_is_nothing(database_url: str, tmp_path: Path) -> None:
    found = told(Command(database_url, tmp_path)("report").stdout)
    assert {value for (part, _, _), value in found.items() if part == "reach"} == {"0"}
    assert {value for value in found.values() if value} == {"0"}


@pytest.mark.parametrize("weeks", ["0", "-1", "105", "many"])
def test_a_number_of_weeks_that_makes_no_sense_is_refused(checkin: Command, weeks: str) -> None:
    done = checkin("report", "--weeks", weeks)
    assert done.exit_code == 2
    assert "--weeks" in done.stderr


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    done = Command("postgresql+psycopg://nobody@127.0.0.1:1/nothing", tmp_path)("report")
    assert done.exit_code == 3
    assert "DATABASE_URL" in done.stderr
