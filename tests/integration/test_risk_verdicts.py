"""`checkin risk verdicts`: how the rules have done, as coordinators judged them."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from checkin import bootstrap
from checkin.adapters.sql.rows import FINDING
from checkin.settings import Settings
from checkin.usecases.inbound_text import receive
from checkin.usecases.judging import judge
from checkin.usecases.ports.findings import Verdict
from checkin.usecases.ports.records import InboundText
from checkin.usecases.staff import add_coordinator
from tests.town.command import Command
from tests.town.settings import ACCOUNT, SERVICE, TOKEN

TEXTS = {"I want to kill myself": "right", "everything is hopeless": "wrong", "i want to die": ""}


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command, on a database with three findings, two of which were judged."""
    checkin = Command(database_url, tmp_path)
    services = bootstrap.services(
        Settings(
            **checkin.storage,
            public_base_url="https://example.org",
            twilio_account_sid=ACCOUNT,
            twilio_auth_token=TOKEN,
            twilio_from_number=SERVICE,
        )
    )
    dana = add_coordinator(services, "dana", "Dana", "a long password", None, "en")
    for place, (body, verdict) in enumerate(TEXTS.items()):
        receive(services, InboundText(f"SM{place}", f"+1212555010{place}", body, 1))
        ((message,),) = checkin.rows(sa.select(sa.func.max(FINDING.message_id)))
        if verdict:
            judge(services, message, Verdict(verdict), dana)
    services.close()
    return checkin


def test_each_rule_is_told_with_its_two_counts(checkin: Command) -> None:
    done = checkin("risk", "verdicts")
    assert done.exit_code == 0
    first, *lines = done.stdout.splitlines()
    assert first == "rule\tright\twrong"
    expected = set()
    found = sa.select(FINDING.rules, FINDING.verdict).where(FINDING.verdict != "")
    for rules, verdict in checkin.rows(found):
        counts = "1\t0" if verdict == "right" else "0\t1"
        expected |= {f"{rule}\t{counts}" for rule in rules.split()}
    assert set(lines) == expected
    assert lines == sorted(lines)
    assert len(lines) >= 2
    assert "I want" not in done.stdout


def test_without_any_verdict_only_the_heading_is_there(database_url: str, tmp_path: Path) -> None:
    done = Command(database_url, tmp_path)("risk", "verdicts")
    assert (done.exit_code, done.stdout) == (0, "rule\tright\twrong\n")
