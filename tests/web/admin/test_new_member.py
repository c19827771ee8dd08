"""A new member by the form: enrolled whole, or nothing at all and every fault beside its field."""

import re
from html import unescape

import pytest
import sqlalchemy as sa

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CONSENT, MEMBER, OUTBOX
from checkin.domain.decision import Decision, LineChanged, MemberChanged
from checkin.domain.member import MemberState
from tests.town.settings import DATA_KEY
from tests.web.admin.office import PASSWORD, Browser, Office

SALT = 32  # characters in front of a piece of evidence
NEW = "/admin/members/new"
TYPED = {
    "name": "Zoë",
    "phone": "(212) 555-0161",
    "language": "es",
    "time_zone": "America/Chicago",
    "channel": "call",
    "cadence": "weekly",
    "weekday": "3",
    "hour": "10:30",
    "yes": "form",
    "day": "2026-03-01",
    "proof": "form 12, folder B",
    "adult": "yes",
    "buddy_ok": "yes",
    "topics": "grief; work",
}


def sends(browser: Browser, **changed: str) -> int:
    """Fill in the form, changed so, and send it; the status of the answer."""
    browser.opens(NEW)
    return browser.sends(NEW, **TYPED | changed).status_code


def rows(office: Office, *columns: sa.Column[object]) -> list[tuple[object, ...]]:
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(sa.select(*columns).order_by(columns[0].table.c.id)).all()
    engine.dispose()
    return [tuple(row) for row in found]


def faults(browser: Browser) -> dict[str, str]:
    """What stands beside each field that is marked as wrong."""
    found = dict(re.findall(r'<p class="fault" id="([a-z_]+)-fault">(.*?)</p>', browser.page))
    for name in found:
        assert re.search(
            rf'id="{name}"[^>]* aria-describedby="{name}-fault[^>]* aria-invalid', browser.page
        )
        assert f'<a href="#{name}">' in browser.page
    return found


def test_a_member_is_invited_with_all_that_was_typed(either_office: Office) -> None:
    office = either_office
    dana = office.browser("dana")

    assert sends(dana) == 303

    cipher = Cipher((DATA_KEY,), "s" * 40)
    names = ("state", "language", "time_zone", "channel", "cadence", "weekday", "buddy_ok")
    assert rows(office, *(MEMBER[name] for name in names)) == [
        ("invited", "es", "America/Chicago", "call", "weekly", 3, True)
    ]
    evidence = {cipher.open(row[0])[SALT:] for row in rows(office, CONSENT.evidence)}
    assert evidence == {
        "signed a paper form on 2026-03-01: form 12, folder B; known to be 18 or older"
    }
    assert rows(office, OUTBOX.kind, OUTBOX.state) == [("invitation", "waiting")]
    for said in ("<bdi>Zoë</bdi>", "One text now asks them", "Enrolled by hand · <bdi>Dana</bdi>"):
        assert said in dana.page


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"phone": "555-01"}, "phone", "too short"),
        ({"phone": "ask her sister"}, "phone", "Write one phone number"),
        ({"phone": "+44 20 7946 0958"}, "phone", "landline"),
        ({"name": " "}, "name", "what we may call them"),
        ({"name": "x" * 21}, "name", "room for 20 letters"),
        ({"language": "xx"}, "language", "choose one"),
        ({"channel": "owl"}, "channel", "choose one"),
        ({"cadence": "hourly"}, "cadence", "choose one"),
        ({"time_zone": ""}, "time_zone", "several time zones"),
        ({"time_zone": "Mars"}, "time_zone", "no such time zone"),
        ({"hour": ""}, "hour", "10:00"),
        ({"hour": "21:30"}, "hour", "from 09:00 until before 20:00"),
        ({"yes": ""}, "yes", "choose one"),
        ({"day": "2026-03-03"}, "day", "today or earlier"),
        ({"proof": ""}, "proof", "where the proof"),
        ({"adult": ""}, "adult", "18 or older"),
        ({"buddy_ok": "perhaps"}, "buddy_ok", "choose one"),
    ],
)
def test_a_fault_is_said_beside_its_field_and_nothing_typed_is_lost(
    office: Office, changed: dict[str, str], field: str, said: str
) -> None:
    dana = office.browser("dana")

    assert sends(dana, **changed) == 422

    found = faults(dana)
    assert list(found) == [field]
    assert said in found[field]
    assert "Nothing has been saved yet" in dana.page
    assert dana.page.partition("<title>")[2].startswith("Not done:")
    kept = {name: value for name, value in (TYPED | changed).items() if name not in changed}
    for name in ("name", "phone", "time_zone", "hour", "day", "proof", "topics"):
        if name in kept:
            assert f'value="{kept[name]}"' in dana.page, name
    for name in ("language", "channel", "cadence", "weekday", "yes"):
        if name in kept:
            assert f'<option value="{kept[name]}" selected>' in dana.page, name
    assert rows(office, MEMBER.id) == []
    assert office.lines() == 0


def test_everything_wrong_is_said_at_once(office: Office) -> None:
    dana = office.browser("dana")
    sends(dana, **dict.fromkeys(("name", "phone", "hour", "yes", "proof", "adult"), ""))
    assert list(faults(dana)) == ["name", "phone", "hour", "yes", "proof", "adult"]


def test_somebody_who_is_there_already_is_shown(office: Office) -> None:
    zoe = office.enrols("zoë", "+12125550161")
    dana = office.browser("dana")

    assert sends(dana) == 422

    assert "already" in faults(dana)["phone"]
    assert f'href="/admin/members/{zoe.id}"' in dana.page
    assert len(rows(office, MEMBER.id)) == 1


def test_a_shared_phone_is_asked_about_and_then_taken(either_office: Office) -> None:
    office = either_office
    ben = office.enrols("Ben", "+12125550161")
    dana = office.browser("dana")
    dana.opens(NEW)
    assert "They share this phone" not in dana.page

    assert sends(dana) == 422
    assert "number of somebody else" in faults(dana)["phone"]
    assert f'href="/admin/members/{ben.id}"' in dana.page

    assert dana.sends(NEW, **TYPED, shares="yes").status_code == 303
    assert "<bdi>Zoë</bdi>" in dana.page
    assert len(set(rows(office, MEMBER.line_id))) == 1


@pytest.mark.parametrize(
    ("state", "stopped", "said"),
    [(MemberState.LEFT, False, "do not ask twice"), (MemberState.LEFT, True, "has stopped")],
)
def test_nobody_is_asked_who_has_left_or_stopped(
    office: Office, state: MemberState, stopped: bool, said: str
) -> None:
    zoe = office.enrols("Zoë", "+12125550161")
    changes = (MemberChanged(zoe.id, state=state), LineChanged(zoe.line_id, stopped=stopped))
    with office.services.begin() as work:
        work.apply(Decision(changes), office.moment, office.services.policy)
    dana = office.browser("dana")

    assert sends(dana, shares="yes") == 422

    assert said in faults(dana)["phone"]
    assert "START" in faults(dana)["phone"]
    assert rows(office, OUTBOX.id) == []


def test_nothing_typed_is_lost_when_the_login_has_run_out(office: Office) -> None:
    dana = office.browser()
    answer = dana.client.post(NEW, data=TYPED)
    dana.page = unescape(answer.get_data(as_text=True))
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', dana.page))
    assert answer.status_code == 401
    assert {name: carried[name] for name in TYPED} == TYPED
    assert "What you wrote is kept" in dana.page

    dana.sends("/admin/login", **carried | {"login": "dana", "password": PASSWORD})
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', dana.page))
    assert "You are logged in again" in dana.page
    assert rows(office, MEMBER.id) == []
    dana.sends(NEW, **carried)

    assert "<bdi>Zoë</bdi>" in dana.page
    assert len(rows(office, MEMBER.id)) == 1


def test_nothing_typed_is_lost_while_the_database_is_away(office: Office) -> None:
    dana = office.browser("dana")
    dana.opens(NEW)
    office.loses_the_database()

    answer = dana.client.post(NEW, data=TYPED)

    page = unescape(answer.get_data(as_text=True))
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert answer.status_code == 503
    assert {name: carried[name] for name in TYPED} == TYPED
    assert f'action="{NEW}"' in page


def test_the_form_sent_twice_enrols_once(office: Office) -> None:
    dana = office.browser("dana")
    assert sends(dana) == 303
    assert sends(dana) == 422
    assert len(rows(office, MEMBER.id)) == 1
