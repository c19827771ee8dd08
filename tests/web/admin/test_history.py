"""A member's history: every source in words, newest first, page by page."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CALL, CALL_TURN, CHECK_IN, MESSAGE, OUTBOX
from checkin.domain.invitation import confirmed
from checkin.domain.member import Member
from tests.town.settings import DATA_KEY
from tests.web.admin.office import Browser, Office, statements

CIPHER = Cipher((DATA_KEY,), "s" * 40)
OLDER = re.compile(r'href="(/admin/[a-z]+/\d+\?before=[^"#]+)#history"')
BODY = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>")


class Past:
    """Writes what has happened to a member straight into the tables."""

    def __init__(self, office: Office, member: Member) -> None:
        self.office = office
        self.whose = {"line_id": member.line_id, "member_id": member.id}

    def write(self, *rows: tuple[Any, dict[str, Any]]) -> None:
        """Rows of tables, a minute apart, the oldest first."""
        engine = connect_to(self.office.settings.database_url)
        with engine.begin() as connection:
            for columns, values in rows:
                self.office.later(minutes=1)
                self._put(connection, columns, values)
        engine.dispose()

    def _put(self, connection: Connection, columns: Any, values: dict[str, Any]) -> None:
        keys = values.pop("keys", ())
        insert = sa.insert(columns.id.table).values(
            **self.whose | {"created_at": self.office.moment} | values
        )
        if "created_at" not in columns:
            insert = sa.insert(columns.id.table).values(**self.whose | values)
        id_ = connection.execute(insert.returning(columns.id)).scalar_one()
        for step, key in enumerate(keys):
            turn = {"call_id": id_, "step": step, "key": key, "reply": "{}"}
            turns = sa.insert(CALL_TURN.id.table)
            connection.execute(turns.values(**turn, created_at=self.office.moment))


def text(direction: str, body: str, status: str) -> tuple[Any, dict[str, Any]]:
    values = {"direction": direction, "status": status, "segments": 1}
    return MESSAGE, values | {"body": CIPHER.seal(body)}


def call(direction: str, status: str, keys: tuple[str, ...], by: str) -> tuple[Any, dict[str, Any]]:
    values = {"direction": direction, "status": status, "answered_by": by, "misses": 0}
    return CALL, values | {"keys": keys}


def read(browser: Browser, path: str) -> list[list[str]]:
    """The bodies on each page of a history, followed to its end."""
    found, following = [], path
    while following:
        assert browser.opens(following).status_code == 200
        found.append(BODY.findall(browser.page))
        older = OLDER.search(browser.page)
        following = older[1] if older else ""
    return found


@pytest.mark.parametrize("page", ["members", "escalations"])
def test_all_that_happened_is_there_in_words(either_office: Office, page: str) -> None:
    office = either_office
    ana = office.enrols("Ana")
    decision = confirmed(ana, "a test", office.moment)
    with office.services.begin() as work:
        work.apply(decision, office.moment, office.services.policy)
    slot = office.moment - timedelta(days=1)
    Past(office, ana).write(
        text("out", "Hi Ana, how are you?", "delivered"),
        text("in", "<script>not</script> so good", "received"),
        text("out", "Are you there?", "undelivered"),
        call("out", "no-answer", (), ""),
        call("out", "completed", ("", "2", "9"), "human"),
        call("in", "completed", ("",), "machine_start"),
        (
            CHECK_IN,
            {
                "channel": "text",
                "state": "cancelled",
                "due_at": slot,
                "closed_at": slot,
                "clarified": False,
                "reason": "cancelled.not_asked_in_time",
            },
        ),
        (
            OUTBOX,
            {
                "kind": "reminder",
                "urgent": False,
                "wording": "check_in.remind",
                "not_before": office.moment,
                "state": "dropped",
                "reason": "dropped.answered",
                "attempts": 0,
            },
        ),
    )
    which = ana.id if page == "members" else office.raises(ana)
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    assert "<script" not in dana.opens(f"/admin/{page}/{which}").get_data(as_text=True)
    for said in (
        "Ana wrote",
        "<script>not</script> so good",  # as the reader sees it
        "Delivered",
        "Did not arrive",
        "Not answered.",
        "Keys pressed: 2, 9.",
        "Ana called us",
        "Answered by a machine.",
        "No key pressed.",
        "Cancelled: it could not be asked in time.",
        "Reminder",
        "Not sent: the check-in was over before it could leave.",
        "Consent: confirmed",
        "Check-ins by text. On this page",
        "Every week",
        "Tue, Mar 3, 10:00",  # the next check-in, on the member's clock
        "Times on this page are Nairobi time.",
    ):
        assert said in dana.page, said


def test_sixty_entries_come_newest_first_without_gaps_or_repeats(either_office: Office) -> None:
    office = either_office
    ana = office.enrols("Ana")
    past = Past(office, ana)
    past.write(*(text("in", f"text {number:02}", "received") for number in range(60)))
    office.moment -= timedelta(minutes=30)  # calls in between, some at the very same moments
    past.write(*(call("out", "busy", (), "") for _ in range(20)))
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    shown = read(dana, f"/admin/members/{ana.id}")
    assert [body for page in shown for body in page] == [f"text {n:02}" for n in range(59, -1, -1)]
    assert len(shown) == 4


def test_a_history_costs_the_same_number_of_statements_however_long(office: Office) -> None:
    counted = []
    for length in (1, 40):
        ana = office.enrols("Ana")
        past = Past(office, ana)
        past.write(*(text("in", "a text", "received") for _ in range(length)))
        past.write(*(call("out", "completed", ("", "1"), "") for _ in range(length)))
        escalation = office.raises(ana)
        dana = office.browser("dana")
        with statements() as seen:
            dana.opens(f"/admin/escalations/{escalation}")
        counted.append(len(seen))
    assert counted == [18, 18]


def test_on_a_shared_phone_a_history_is_ones_own_and_nobodys(office: Office) -> None:
    ana = office.enrols("Ana", "+12125550187")
    ben = office.enrols("Ben", "+12125550187")
    Past(office, ana).write(text("in", "from Ana", "received"))
    Past(office, ben).write(text("in", "from Ben", "received"))
    nobody = Past(office, ben)
    nobody.whose["member_id"] = None
    nobody.write(text("in", "from whom?", "received"))
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    dana.tells_why(ben.id)
    assert read(dana, f"/admin/members/{ana.id}") == [["from whom?", "from Ana"]]
    assert read(dana, f"/admin/members/{ben.id}") == [["from whom?", "from Ben"]]


def test_a_member_who_has_stopped_us_is_shown_as_such(office: Office) -> None:
    ana = office.enrols("Ana")
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE line SET stopped = true"))
    engine.dispose()
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}")
    assert "They have stopped us" in dana.page
    assert "Nothing is open about this member." in dana.page
    assert "Nothing has happened yet." in dana.page
    assert "None is planned" in dana.page
