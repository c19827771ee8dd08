"""`checkin consent`: a proof that anybody can check, and a ledger that says when it was touched."""

import json
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.rows import LINE
from checkin.cli.opened import opened_store
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision
from checkin.domain.intents import Intent
from checkin.settings import StorageSettings
from checkin.settings.inherited import environment
from tests.architecture.sources import ROOT
from tests.builders import NOON
from tests.integration.test_members_csv import ANA, BEN, HEADER, PHONES, says
from tests.town.command import Command

MAIN = "from checkin.cli import main; main()"
CONFIRMED = ConsentEvent(
    1, 1, Purpose.CHECKIN_TEXT, Action.CONFIRMED, Medium.TEXT, "message 1", "invitation", "en"
)
SCRIPT = re.compile(r"```python\n(.*?)```", re.DOTALL)
EVENTS = (
    CONFIRMED,
    replace(CONFIRMED, purpose=Purpose.CHECKIN_CALL, evidence="ünï \ud83d 🛑"),
    replace(CONFIRMED, member_id=None, purpose=Purpose.ALL, action=Action.REVOKED, wording=""),
    replace(CONFIRMED, action=Action.GRANTED, medium=Medium.CALL, wording="call.menu"),
)


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command, on a database in which Ana, imported, said yes, stopped and came back."""
    checkin = Command(database_url, tmp_path)
    for row in (ANA, BEN):  # one after the other, so that Ana has the first line
        assert checkin.imports(row, header=HEADER).exit_code == 0
    with opened_store(StorageSettings(**checkin.storage)) as store, store.begin() as work:
        work.apply(Decision(EVENTS), store.now(), store.policy)
    return checkin


def run(checkin: Command, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, in the folder of the test."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *arguments],
        cwd=checkin.folder,
        env=environment(**checkin.environment, PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=60,
    )


def proven(checkin: Command, name: str = "Ana") -> dict[str, Any]:
    """The content of a proof."""
    done = checkin("consent", "proof", PHONES[name], "--out", "-")
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def checked(file: Path) -> subprocess.CompletedProcess[str]:
    """What the script of the documentation says of a proof."""
    (script,) = SCRIPT.findall((ROOT / "docs" / "consent.md").read_text(encoding="utf-8"))
    command = [sys.executable, "-c", script, str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def tamper(checkin: Command, statement: str) -> None:
    """Change the ledger as its owner could: with the database's refusal taken off."""
    with checkin.work() as work:
        if work.connection.dialect.name == "postgresql":
            off, *on = (f"ALTER TABLE consent {how} TRIGGER ALL" for how in ("DISABLE", "ENABLE"))
            offs: Sequence[str] = [off]
        else:
            found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            triggers = work.connection.execute(sa.text(found)).all()
            offs, on = (
                [f"DROP TRIGGER {name}" for name, _ in triggers],
                [sql for _, sql in triggers],
            )
        for step in (*offs, statement, *on):
            work.connection.execute(sa.text(step))


def test_a_proof_is_a_file_for_its_owner_only_that_tells_everything(checkin: Command) -> None:
    done = run(checkin, "consent", "proof", "(212) 555-0101", "--out", "proof.json")

    file = checkin.folder / "proof.json"
    assert (done.returncode, done.stdout, done.stderr) == (0, "written: proof.json\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = json.loads(file.read_text())
    assert content["organisation"]["name"] == "Harbour Circle"
    assert content["number"] == PHONES["Ana"]
    assert [event["says"]["action"] for event in content["events"]] == [
        "imported",
        "imported",
        "confirmed",
        "confirmed",
        "revoked",
        "granted",
    ]
    assert content["events"][0]["evidence"] == "form 1"
    assert content["events"][3]["evidence"] == "ünï \ud83d 🛑"
    assert [event["check"] for event in content["events"]] == ["ok"] * 6
    assert content["stands_now"] == [{"member_id": 1, "purposes": ["checkin_text"]}]
    assert content["verification"] == {
        "result": "intact",
        "events": 6,
        "first_broken": None,
        "head_matches": True,
        "not_yet_chained": [],
    }
    assert checked(file).stdout == "everything holds\n"


def test_a_proof_shows_the_words_with_the_organisations_values_and_no_name(
    checkin: Command,
) -> None:
    content = proven(checkin)

    texts = {text["hashed"]["key"]: text for text in content["texts"].values()}
    event = content["events"][2]
    assert texts.keys() == {"invitation", "call.menu"}
    assert event["text_as_said"] == texts["invitation"]["as_said"]
    assert "Harbour Circle" in event["text_as_said"]
    assert "{name}" in event["text_as_said"]
    assert event["says"]["wording_hash"] in content["texts"]
    assert "Ana" not in json.dumps(content)
    assert content["events"][4]["text_as_said"] is None


def test_without_a_place_it_is_written_here_under_a_name_that_tells_nobody_anything(
    checkin: Command,
) -> None:
    done = run(checkin, "consent", "proof", PHONES["Ana"])

    (file,) = checkin.folder.glob("consent-proof-*.json")
    assert (done.returncode, done.stdout) == (0, f"written: {file.name}\n")
    assert re.fullmatch(r"consent-proof-\d{8}T\d{6}Z\.json", file.name)


@pytest.mark.parametrize(
    ("number", "code", "why"),
    [
        ("+12125550109", 1, "nothing was ever written down about this number"),
        ("99", 2, "is not a phone number"),
        ("ana", 2, "is not a phone number"),
        ("", 2, "is not a phone number"),
    ],
)
def test_a_number_that_has_nothing_or_is_none_is_told_so(
    checkin: Command, number: str, code: int, why: str
) -> None:
    done = checkin("consent", "proof", number, "--out", str(checkin.folder / "proof.json"))

    assert (done.exit_code, done.stdout) == (code, "")
    assert why in done.stderr
    assert number == "" or number not in done.stderr
    assert not (checkin.folder / "proof.json").exists()


def test_a_place_that_cannot_be_written_is_told_so(checkin: Command) -> None:
    out = checkin.folder / "nowhere" / "proof.json"

    done = checkin("consent", "proof", PHONES["Ana"], "--out", str(out))

    assert (done.exit_code, "cannot be written" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("statement", "place", "what"),
    [
        ("UPDATE consent SET action = 'granted' WHERE id = 1", 1, "changed"),
        ("UPDATE consent SET member_id = 2 WHERE id = 5", 3, "changed"),
        ("UPDATE consent SET occurred_at = '2020-01-01 00:00:00' WHERE id = 6", 4, "changed"),
        (
            "UPDATE consent SET evidence = (SELECT evidence FROM consent WHERE id = 1)"
            " WHERE id = 2",
            2,
            "evidence",
        ),
        ("DELETE FROM consent WHERE id = 5", 3, "unlinked"),
        ("DELETE FROM wording_shown WHERE key = 'invitation'", 3, "wording"),
        ("UPDATE wording_shown SET text = 'Say yes!' WHERE key = 'call.menu'", 6, "wording"),
    ],
)
def test_what_was_touched_is_said_loudly_and_written_down(
    checkin: Command, statement: str, place: int, what: str
) -> None:
    texts_too(checkin)
    tamper(checkin, statement)
    file = checkin.folder / "proof.json"

    done = checkin("consent", "proof", PHONES["Ana"], "--out", str(file))

    content = json.loads(file.read_text())
    told = content["verification"]
    assert done.exit_code == 3
    assert "DOES NOT HOLD" in done.stderr
    assert (told["result"], told["first_broken"]) == ("BROKEN", place)
    assert content["events"][place - 1]["check"] == [what]
    assert checked(file).returncode == 1


def texts_too(checkin: Command) -> None:
    """The texts may be changed from now on, for as long as the test lasts."""
    with checkin.work() as work:
        if work.connection.dialect.name == "postgresql":
            work.connection.execute(sa.text("ALTER TABLE wording_shown DISABLE TRIGGER ALL"))


@pytest.mark.parametrize("which", [8, 7])
def test_a_last_event_that_is_gone_is_missed_by_all_who_check(checkin: Command, which: int) -> None:
    tamper(checkin, f"DELETE FROM consent WHERE id >= {which}")
    file = checkin.folder / "proof.json"

    done = checkin("consent", "proof", PHONES["Ana"], "--out", str(file))
    everything = checkin("consent", "verify")

    assert (done.exit_code, everything.exit_code) == (3, 3)
    assert json.loads(file.read_text())["verification"]["head_matches"] is False
    assert checked(file).stdout == "head\n"
    assert "line 1: its last events are missing" in everything.output


def test_the_head_of_an_earlier_proof_is_found_again(checkin: Command) -> None:
    earlier = proven(checkin, "Ben")["head"]["hash"]
    says_no = replace(CONFIRMED, line_id=2, member_id=2, action=Action.REFUSED)
    with checkin.work() as work:
        work.record([says_no], NOON)

    assert earlier in [event["hash"] for event in proven(checkin, "Ben")["events"]]


def test_the_whole_ledger_is_checked_and_the_lines_that_fail_are_named(checkin: Command) -> None:
    whole = run(checkin, "consent", "verify")
    tamper(checkin, "UPDATE consent SET purpose = 'research' WHERE id IN (3, 4)")
    broken = run(checkin, "consent", "verify")

    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout == "2 lines, 8 events: all of it holds\n"
    assert broken.returncode == 3
    assert broken.stdout.splitlines() == [
        "line 2: event 3: changed",
        "line 2: event 4: changed",
        "2 lines, 8 events: 1 do not hold",
    ]
    assert "THE LEDGER DOES NOT HOLD" in broken.stderr


def test_a_line_that_took_the_events_of_another_is_named_with_it(checkin: Command) -> None:
    tamper(checkin, "UPDATE consent SET line_id = 2 WHERE id = 8")

    done = checkin("consent", "verify")

    assert [line.partition(":")[0] for line in done.stdout.splitlines()[:3]] == [
        "line 1",
        "line 2",
        "line 2",
    ]


def test_a_line_with_nothing_in_its_ledger_can_be_proven_empty(checkin: Command) -> None:
    with checkin.work() as work:
        work.conversations.on("+12125550108", NOON)

    done = checkin("consent", "proof", "+12125550108", "--out", "-")

    content = json.loads(done.stdout)
    assert (done.exit_code, content["events"], content["stands_now"]) == (0, [], [])


def test_no_number_and_no_name_stand_in_what_the_commands_say(checkin: Command) -> None:
    tamper(checkin, "UPDATE consent SET action = 'granted' WHERE id = 1")
    done = [
        run(checkin, "consent", "verify"),
        run(checkin, "consent", "proof", PHONES["Ana"], "--out", "proof.json"),
        run(checkin, "consent", "proof", "+12125550109", "--out", "proof.json"),
    ]

    said = "".join(process.stdout + process.stderr for process in done)
    assert "Ana" not in said
    assert not re.search(r"\d{7}", said)
    assert "Traceback" not in said
    ((fingerprint,),) = checkin.rows(sa.select(LINE.fingerprint).where(LINE.id == 1))
    assert fingerprint not in said


def test_a_stop_is_proven_as_one_for_everybody_on_the_line(checkin: Command) -> None:
    says(checkin, "Ben", Intent.STOP)

    content = proven(checkin, "Ben")
    assert content["events"][-1]["says"]["member_id"] is None
    assert content["stands_now"] == [{"member_id": 2, "purposes": []}]
