"""`checkin doctor` as a command: what it prints, what it ends with, and what it keeps to itself."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from checkin import bootstrap
from checkin.cli import examined
from checkin.settings.inherited import environment
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.simulator import Config, create_simulator
from checkin.simulator.server import Server
from checkin.usecases.examining.remark import Remark, ok, warning
from tests.architecture.sources import ROOT
from tests.integration.installation import free_port
from tests.integration.test_members_csv import ANA, HEADER
from tests.integration.test_members_csv import PHONES as NUMBERS
from tests.town.command import Command
from tests.town.database import fresh_sqlite
from tests.town.settings import ACCOUNT, SERVICE, TOKEN, settings

MAIN = "from checkin.cli import main; main()"
PASSWORD = "a long enough password"


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command on a fresh database."""
    return Command(database_url, tmp_path)


def states(done: Result) -> dict[str, str]:
    """How each subject stands."""
    found = re.findall(r"^(WRONG|warning|ok) +([a-z ]+?)  ", done.stdout, re.MULTILINE)
    return {subject: state for state, subject in found}


def test_a_fresh_installation_is_told_what_it_still_needs(checkin: Command) -> None:
    done = checkin("doctor", TWILIO_API_BASE_URL="http://127.0.0.1:1")

    assert done.exit_code == 3
    assert states(done) == {
        "clock": "WRONG",
        "coordinators": "WRONG",
        "queue": "WRONG",
        "address": "warning",
        "signatures": "warning",
        "carrier": "warning",
        "webhooks": "warning",
        "helpline": "warning",
        "languages": "warning",
        "recordings": "warning",
        "settings": "ok",
        "database": "ok",
        "sending": "ok",
        "escalations": "ok",
        "budget": "ok",
        "data keys": "ok",
        "consent ledger": "ok",
    }
    assert done.stdout.splitlines()[0].startswith("WRONG")
    assert done.stdout.endswith("3 wrong, 7 to see to, 7 ok\n")
    assert all(len(line) <= 120 for line in done.stdout.splitlines())


@pytest.fixture
def well(checkin: Command, redis_url: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation in which all is well, but for an address in use."""
    organisation = re.sub(
        "^(helpline|languages) .*$", "", DEMO_ORGANISATION.read_text("utf-8"), flags=re.MULTILINE
    )
    file = tmp_path / "organisation.toml"
    table = '[helpline]\ncall = "988"\ntext = "988"\nconfirmed_on = 2999-01-01\n'
    file.write_text(f"{organisation}\n{table}", encoding="utf-8")
    add = ("coordinators", "add", "cleo", "--name", "Cleo", "--phone", "+12125550103")
    assert checkin(*add, "--password-stdin", typed=PASSWORD).exit_code == 0
    assert checkin.imports(ANA, header=HEADER).exit_code == 0
    with checkin.work() as work:
        work.pulse.beat(examined.bootstrap.system_now())
    port = free_port()
    ours = f"http://127.0.0.1:{port}"
    chosen = settings(tmp_path, checkin.database_url, public_base_url=ours)
    services = bootstrap.services(chosen)
    web = Server(bootstrap.app(chosen, services), port=port)
    hooks = {"sms_url": f"{ours}/twilio/sms", "voice_url": f"{ours}/twilio/voice"}
    web.start()
    with create_simulator(Config(ACCOUNT, TOKEN, SERVICE, **hooks)) as simulator:
        yield {
            "TWILIO_API_BASE_URL": simulator.url,
            "REDIS_URL": redis_url,
            "CHECKIN_ORGANISATION": str(file),
            "PUBLIC_BASE_URL": ours,
        }
    web.close()
    services.close()


def test_where_nothing_is_wrong_it_ends_with_nought(checkin: Command, well: dict[str, str]) -> None:
    done = checkin("doctor", **well)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "0 wrong, 1 to see to, 16 ok")
    assert states(done)["address"] == "warning"
    quick = checkin("doctor", "--quick", "--strict", **well)
    assert quick.exit_code == 1
    assert "its last events are there" in quick.stdout


def test_nothing_personal_is_shown(checkin: Command, well: dict[str, str]) -> None:
    del well["REDIS_URL"]
    done = checkin("doctor", **well)
    for secret in ("Ana", "Cleo", NUMBERS["Ana"], "5550103", checkin.data_keys[0], "ssss"):
        assert secret not in done.output


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_warnings_count_only_if_that_is_asked_for(
    checkin: Command, monkeypatch: pytest.MonkeyPatch, strict: tuple[str, ...]
) -> None:
    def found(*, quick: bool) -> Iterator[Remark]:
        yield ok("one", "it is")
        yield from ([warning("two", "it is old", "call it")] if strict else [])

    monkeypatch.setattr(examined, "examined", found)
    done = checkin("doctor", *strict)
    assert done.exit_code == (1 if strict else 0)
    assert done.stdout.endswith("to see to, 1 ok\n" if strict else "\nall is well\n")


def test_settings_that_are_missing_are_all_there_is_to_say(checkin: Command) -> None:
    done = checkin("doctor", CHECKIN_SECRET_KEY=None, TWILIO_AUTH_TOKEN=None)
    assert done.exit_code == 3
    assert "CHECKIN_SECRET_KEY: is missing" in done.stdout
    assert "TWILIO_AUTH_TOKEN: is missing" in done.stdout
    assert done.stdout.endswith("1 wrong, 0 to see to, 0 ok\n")


@pytest.mark.parametrize(
    ("file", "seen", "do"),
    [
        ("empty.db", "is not migrated", "alembic upgrade head"),
        ("a_folder.db", "cannot be reached", "see that it runs"),
    ],
)
def test_without_a_database_the_rest_is_told(tmp_path: Path, file: str, seen: str, do: str) -> None:
    (tmp_path / "a_folder.db").mkdir()
    checkin = Command(f"sqlite:///{tmp_path / file}", tmp_path)
    done = checkin("doctor", TWILIO_API_BASE_URL="http://127.0.0.1:1")
    assert done.exit_code == 3
    assert re.search(f"WRONG +database +the database {seen}\n +-> {do}", done.stdout)
    assert "clock" not in states(done)
    assert states(done)["helpline"] == "warning"


def test_a_check_that_breaks_off_does_not_end_the_others(
    checkin: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise KeyError("a number that nobody must see")

    monkeypatch.setattr(examined, "unchecked", broken)
    done = checkin("doctor", TWILIO_API_BASE_URL="http://127.0.0.1:1")
    assert re.search(r"WRONG +languages +it could not be looked at \(KeyError\)", done.stdout)
    assert states(done)["recordings"] == "warning"
    assert "nobody must see" not in done.output


def test_it_runs_as_a_process(tmp_path: Path) -> None:
    checkin = Command(fresh_sqlite(tmp_path), tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "doctor", "--quick"],
        cwd=tmp_path,
        env=environment(
            **checkin.environment | {"TWILIO_API_BASE_URL": "http://127.0.0.1:1"},
            PYTHONPATH=str(ROOT),
        ),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.startswith("WRONG")
