"""A backup put back sends nothing before the stops since are known, and then they hold."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from checkin.adapters.time import system_now
from checkin.usecases.examining import State, running
from tests.town.command import SECRET, Command
from tests.town.database import fresh_sqlite
from tests.town.settings import DATA_KEY
from tests.town.town import Town

needs_programs = pytest.mark.skipif(
    shutil.which("pg_dump") is None, reason="PostgreSQL's client programs are not installed"
)


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Town]:
    """A town on SQLite, for what is alike on both databases."""
    with Town(fresh_sqlite(tmp_path), tmp_path) as night:
        yield night
        night.everyone_is_silent()


@pytest.fixture
def checkin(town: Town, tmp_path: Path) -> Command:
    """The command on the town's database, whose carrier is the town's."""
    assert town.settings.secret_key == SECRET
    return Command(town.settings.database_url, tmp_path, DATA_KEY)


def run(checkin: Command, town: Town, *arguments: str) -> str:
    """What a command says that must do its work."""
    done = checkin(*arguments, TWILIO_API_BASE_URL=town.carrier.url, PUBLIC_BASE_URL=town.base_url)
    assert done.exit_code == 0, done.output
    return done.stdout


def goes_back(checkin: Command, town: Town, file: Path) -> None:
    """Everything stops, and the backup is put in place of the database."""
    town.services.close()
    run(checkin, town, "restore", "--replace", str(file))


@needs_programs
def test_nothing_leaves_before_the_stops_are_known_and_then_they_hold(
    town: Town, checkin: Command, tmp_path: Path
) -> None:
    ana, ben, dov, cleo = *map(town.enrol, ("Ana", "Ben", "Dov")), town.coordinator("Cleo")
    town.settle()
    file = tmp_path / "backup"
    run(checkin, town, "backup", str(file))
    town.moment += timedelta(minutes=1)
    ana.replies("STOP")
    ana.expects("opted out")
    goes_back(checkin, town, file)
    assert running.restored(town.services).state is State.WRONG

    town.wait(hours=2, minutes=1)  # all three are due, and nobody is asked
    ben.replies("I want to kill myself")  # answered, and paged, all the same
    ben.expects()
    cleo.expects("may be in danger")
    cleo.replies("1t")
    cleo.expects("is yours")
    town.everyone_is_silent()

    assert "1 stops" in run(checkin, town, "suppressions", "replay")
    town.wait(minutes=6)
    town.everyone_is_silent()
    run(checkin, town, "suppressions", "release", "--yes")
    town.wait(minutes=6)
    dov.expects("Reply 1")
    ben.expects("Cleo")  # who has taken it up
    assert running.restored(town.services).state is State.OK
    ana.is_silent()


@needs_programs
def test_a_service_that_runs_or_holds_something_is_not_overwritten(
    town: Town, checkin: Command, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    town.settle()
    run(checkin, town, "backup", str(file))
    assert file.stat().st_mode & 0o077 == 0
    town.services.close()
    full = checkin("restore", str(file))
    with checkin.work() as work:
        work.pulse.beat(system_now())
    running_still = checkin("restore", "--replace", str(file))

    assert (full.exit_code, running_still.exit_code) == (1, 1)
    assert "with --replace" in full.output
    assert "the clock still runs" in running_still.output
    with checkin.work() as work:
        assert work.pulse.restored_to() is None


def test_stops_kept_apart_are_known_again_and_a_file_of_others_is_refused(
    night: Town, tmp_path: Path
) -> None:
    checkin = Command(night.settings.database_url, tmp_path, DATA_KEY)
    ana, list_ = night.enrol("Ana"), tmp_path / "stops"
    ana.replies("STOP")
    ana.expects("opted out")
    run(checkin, night, "suppressions", "export", str(list_))
    assert list_.read_text() == f"{ana.number}\n"
    assert list_.stat().st_mode & 0o077 == 0

    ben = night.enrol("Ben")
    list_.write_text(f"{ana.number}\n{ben.number}\n")
    run(checkin, night, "suppressions", "replay", str(list_))
    night.wait(hours=3)
    ben.is_silent()

    list_.write_text(f"{ana.number}\nBen\n")
    refused = checkin("suppressions", "replay", str(list_))
    assert (refused.exit_code, "line 2" in refused.output) == (2, True)
    assert ana.number not in refused.output
    for command in (("replay",), ("release", "--yes")):
        assert "nothing to replay" in checkin("suppressions", *command).output


@pytest.mark.parametrize("words", ["not a database", ""])
def test_a_file_that_is_no_backup_leaves_all_as_it_was(
    night: Town, tmp_path: Path, words: str
) -> None:
    checkin = Command(night.settings.database_url, tmp_path, DATA_KEY)
    night.enrol("Ana")
    file = tmp_path / "other"
    file.write_text(words)
    night.services.close()
    done = checkin("restore", "--replace", str(file))
    assert done.exit_code == 3, done.output
    with checkin.work() as work:
        assert work.pulse.restored_to() is None
        assert len(work.conversations.on(night.phone("Ana").number, night.moment).threads) == 1
    assert not list(tmp_path.glob(".checkin.db*"))
