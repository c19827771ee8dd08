"""Members in from a file and out into one: good rows whole, bad ones told, on both databases."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.consents import opened
from checkin.adapters.sql.rows import CONSENT, LINE, MEMBER, OUTBOX
from checkin.cli.opened import opened_store, terms
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.conversation import Conversation
from checkin.domain.importing.enrolment import COLUMNS, Terms
from checkin.domain.importing.sheet import read_sheet
from checkin.domain.member import MemberState, Window
from checkin.domain.outgoing import Kind
from checkin.domain.policy import Policy
from checkin.domain.talk.scene import Scene
from checkin.domain.talk.text import Heard, hear
from checkin.settings import StorageSettings
from checkin.usecases.importing import Report, import_members
from tests.builders import NOON
from tests.town.command import Command
from tests.town.database import fresh_sqlite
from tests.town.town import Town

HEADER = ",".join(COLUMNS)
ANA = "+12125550101,Ana,en,America/New_York,text,weekly,Tue 10:00,form 1,yes,grief; work"
BEN = "+254712345678,Ben,en,,call,daily,10:00,form 2,no,"
CLEO = "+12125550103,Cleo,en,America/Chicago,text,monthly,19:30,form 3,no,"
PHONES = {"Ana": "+12125550101", "Ben": "+254712345678", "Cleo": "+12125550103"}
TABLES = (LINE, MEMBER, CONSENT, OUTBOX)


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command on a fresh database."""
    return Command(database_url, tmp_path)


def counts(checkin: Command) -> list[int]:
    """How many lines, members, consents and outbox rows there are."""
    return [
        checkin.rows(sa.select(sa.func.count()).select_from(columns.id.table))[0][0]
        for columns in TABLES
    ]


def says(checkin: Command, name: str, body: str) -> None:
    """One of them stops, or answers the invitation."""
    with checkin.work() as work:
        conversation = work.conversations.on(PHONES[name], NOON)
        now = conversation.threads[0].invited_until or NOON
        work.apply(hear(scene(conversation, now), Heard(body)), now, Policy())


def scene(conversation: Conversation, now: datetime) -> Scene:
    """A text on this line."""
    return Scene(conversation, Medium.TEXT, "SM1", now, Policy(), conversation.prompt)


def test_a_good_row_is_a_member_invited_with_consent_and_one_invitation(checkin: Command) -> None:
    done = checkin.imports(ANA, BEN, header=HEADER)

    assert (done.exit_code, done.output) == (0, "2 rows: 2 invited, 0 not loaded\n")
    with checkin.work() as work:
        (thread,) = work.conversations.on(PHONES["Ana"], NOON).threads
        kept = work.people.kept(0, 10)
    assert thread.member.state is MemberState.INVITED
    assert [(k.member.name, k.buddy_ok, k.topics) for k in kept] == [
        ("Ana", True, "grief; work"),
        ("Ben", False, ""),
    ]
    events = checkin.rows(
        sa.select(
            CONSENT.purpose, CONSENT.action, CONSENT.evidence, CONSENT.evidence_digest
        ).order_by(CONSENT.id)
    )
    assert [(p, a, opened(checkin.cipher, *sealed).text) for p, a, *sealed in events] == [
        (purpose, Action.IMPORTED, form)
        for form in ("form 1", "form 2")
        for purpose in (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
    ]
    sent = checkin.rows(sa.select(OUTBOX.kind, OUTBOX.not_before, OUTBOX.not_after))
    assert [kind for kind, _, _ in sent] == [Kind.INVITATION] * 2
    assert {until - since for _, since, until in sent} == {timedelta(days=7)}
    assert thread.invited_until is not None
    assert abs(thread.invited_until - sent[0][2]) < timedelta(minutes=1)


def test_bad_rows_are_told_by_line_and_column_and_the_others_are_loaded(checkin: Command) -> None:
    bad = 'Wanjiku,Ana,de,,letter,daily,Tue 23:00,"",maybe,'
    done = checkin.imports(ANA.replace("form 1", '"form\n1"'), bad, "1,2", BEN, header=HEADER)

    first, second, summary = done.output.splitlines()
    assert done.exit_code == 1
    assert first.startswith("line 4: phone: ")
    told = [reason.partition(":")[0].strip() for reason in first[8:].split("; ")]
    assert told == ["phone", "language", "channel", "at", "consent_evidence", "buddy_ok"]
    assert second == "line 5: has 2 values, and the header names 10 columns"
    assert summary == "4 rows: 2 invited, 2 not loaded"
    assert not {"Wanjiku", "Ana", "maybe"} & set(done.output.replace(":", " ").split())
    assert counts(checkin) == [2, 2, 4, 2]


def test_the_same_file_again_changes_nothing_and_says_so(checkin: Command) -> None:
    checkin.imports(ANA, BEN, header=HEADER)
    before = counts(checkin)

    done = checkin.imports(ANA, BEN, "", CLEO, header=HEADER)
    again = checkin.imports(ANA, BEN, "", CLEO, header=HEADER)

    assert (done.exit_code, again.exit_code) == (0, 0)
    assert "1 invited, 2 already enrolled, left as they are (lines 2-3)" in done.output
    assert "0 invited, 3 already enrolled, left as they are (lines 2-3, 5)" in again.output
    assert counts(checkin) == [n + more for n, more in zip(before, (1, 1, 2, 1), strict=True)]


def test_somebody_twice_in_a_file_is_loaded_once_and_the_other_line_named(checkin: Command) -> None:
    twin = BEN.replace("Ben", "Bea").replace("+254712345678", "+254 712 345 678")
    done = checkin.imports(BEN, ANA, twin, BEN, header=HEADER)

    why = "phone: is on line 2 too, with the same name"
    assert done.exit_code == 1
    assert done.output.splitlines()[:1] == [f"line 5: {why}"]
    assert counts(checkin)[:2] == [2, 3]


def test_another_member_on_a_known_phone_shares_it(checkin: Command) -> None:
    checkin.imports(BEN, header=HEADER)
    done = checkin.imports(BEN.replace("Ben", "Bea"), header=HEADER)

    assert done.exit_code == 0
    assert counts(checkin)[:2] == [1, 2]


def test_more_members_than_a_call_has_keys_for_are_not_put_on_one_phone(checkin: Command) -> None:
    checkin.imports(*(BEN.replace("Ben", f"Ben {at}") for at in range(6)), header=HEADER)
    done = checkin.imports(BEN.replace("Ben", "Bea"), header=HEADER)

    assert done.exit_code == 1
    assert "line 2: phone: is the phone of 6 members already" in done.output


@pytest.mark.parametrize(
    ("body", "why"),
    [("STOP", "has stopped everything"), ("NO", "is of a member who said no")],
)
def test_who_stopped_or_declined_is_never_invited_again(
    checkin: Command, body: str, why: str
) -> None:
    checkin.imports(ANA, BEN, header=HEADER)
    says(checkin, "Ana", body)
    before = counts(checkin)

    done = checkin.imports(ANA, BEN, header=HEADER)

    assert done.exit_code == 1
    assert f"line 2: phone: {why}" in done.output
    assert "1 already enrolled, left as they are (line 3), 1 not loaded" in done.output
    assert counts(checkin) == before


def test_a_line_that_stopped_before_it_had_a_member_is_not_invited(checkin: Command) -> None:
    with checkin.work() as work:
        stranger = work.conversations.on(PHONES["Ana"], NOON)
        work.apply(hear(scene(stranger, NOON), Heard("STOP")), NOON, Policy())

    done = checkin.imports(ANA, header=HEADER)

    assert (done.exit_code, counts(checkin)) == (1, [1, 0, 1, 0])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HEADER.replace("language,", "").encode(), "columns missing: language"),
        (f"{HEADER}\n{ANA}\n{CLEO}".replace("Cleo", "Cl\xe9o").encode("latin-1"), "in line 3"),
        (b"", "the file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_loads_nothing(
    checkin: Command, tmp_path: Path, content: bytes, why: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)

    done = checkin("members", "import", str(file))

    assert (done.exit_code, done.stdout, counts(checkin)) == (2, "", [0, 0, 0, 0])
    assert why in done.stderr


@pytest.mark.parametrize("missing", ["nobody.csv", "."])
def test_a_file_that_is_missing_is_told_so(checkin: Command, tmp_path: Path, missing: str) -> None:
    done = checkin("members", "import", str(tmp_path / missing))

    assert done.exit_code == 2
    assert "cannot be read" in done.stderr


def test_many_rows_are_loaded_by_batches_in_the_order_of_the_file(checkin: Command) -> None:
    rows = [BEN.replace("345678", f"{100000 + n}") for n in range(450)]
    rows[3] = rows[420] = "x"

    done = checkin.imports(*rows, header=HEADER)

    assert [line.partition(":")[0] for line in done.output.splitlines()] == [
        "line 5",
        "line 422",
        "450 rows",
    ]
    assert counts(checkin) == [448, 448, 896, 448]


def test_a_batch_that_breaks_off_leaves_nothing_half_loaded(checkin: Command) -> None:
    with checkin.work() as work:
        work.connection.execute(sa.text("ALTER TABLE outbox RENAME TO elsewhere"))
    broken = checkin.imports(ANA, BEN, header=HEADER)
    with checkin.work() as work:
        work.connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO outbox"))

    assert broken.exit_code != 0
    assert counts(checkin) == [0, 0, 0, 0]
    assert checkin.imports(ANA, BEN, header=HEADER).exit_code == 0
    assert counts(checkin) == [2, 2, 4, 2]


def test_two_imports_at_once_enrol_and_invite_everybody_once(checkin: Command) -> None:
    rows = [BEN.replace("345678", f"{100000 + n}") for n in range(300)]
    sheet = read_sheet("\n".join((HEADER, *rows)).encode())
    settings = StorageSettings(**checkin.storage)

    def load(_: int) -> Report:
        with opened_store(settings) as store:
            return import_members(store, sheet, terms(settings))

    with ThreadPoolExecutor() as pool:
        first, second = pool.map(load, range(2))

    assert first.invited + second.invited == 300
    assert len(first.already) + len(second.already) == 300
    assert (first.bad, second.bad) == ([], [])
    assert counts(checkin) == [300, 300, 600, 300]


def test_who_is_imported_gets_one_invitation_and_starts_with_a_yes(town: Town) -> None:
    where = Terms("US", frozenset({"en"}), Window())
    sheet = read_sheet(f"{HEADER}\n{CLEO}\n".replace(PHONES["Cleo"], "+12125550102").encode())

    for _ in range(2):
        import_members(town.services, sheet, where)
        town.wait(days=1)

    cleo = town.phone("Cleo")
    cleo.expects("Cleo", "YES", "NO", "STOP")
    cleo.replies("yes")
    cleo.expects("you are in")
    cleo.replies("STOP")
    cleo.expects("opted out")
    assert import_members(town.services, sheet, where).invited == 0
    town.wait(days=1)


def test_what_is_exported_and_imported_elsewhere_is_the_same(
    checkin: Command, tmp_path: Path
) -> None:
    zoe = CLEO.replace("Cleo", '"Zo\xeb, ""Z"""').replace("form 3", '"a;b, c"')
    assert checkin.imports(ANA, BEN, zoe, header=HEADER).exit_code == 0
    says(checkin, "Ben", "YES")
    says(checkin, "Ben", "YES")  # to calls as well, which is how he wants to be asked
    out = checkin("members", "export")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    other = Command(fresh_sqlite(elsewhere), elsewhere)

    again = other.imports(*out.stdout.splitlines()[1:], header=HEADER)

    assert (out.exit_code, again.exit_code) == (0, 0)
    assert out.stdout.splitlines() == [HEADER, ANA, BEN.replace(",,", ",Africa/Nairobi,", 1), zoe]
    assert other("members", "export").stdout == out.stdout


def test_an_export_leaves_out_who_left_and_who_stopped(checkin: Command) -> None:
    checkin.imports(ANA, BEN, CLEO, header=HEADER)
    says(checkin, "Ana", "STOP")
    says(checkin, "Cleo", "NO")

    assert [line.split(",")[1] for line in checkin("members", "export").stdout.splitlines()] == [
        "name",
        "Ben",
    ]


def test_an_exported_file_is_for_its_owner_only_and_replaces_another(
    checkin: Command, tmp_path: Path
) -> None:
    checkin.imports(ANA, header=HEADER)
    file = tmp_path / "out.csv"
    file.write_text("an older one, that all could read")
    file.chmod(0o644)

    done = checkin("members", "export", str(file))

    assert (done.exit_code, done.output) == (0, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == f"{HEADER}\n{ANA}\n"
    assert [f.name for f in tmp_path.glob(".out.csv*")] == []


def test_a_place_that_cannot_be_written_is_told_so(checkin: Command, tmp_path: Path) -> None:
    done = checkin("members", "export", str(tmp_path / "nowhere" / "out.csv"))

    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
