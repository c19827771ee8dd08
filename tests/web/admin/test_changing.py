"""What can be changed about a member by the forms of the page."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import LINE, MEMBER, MEMBER_EVENT, OUTBOX
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision
from checkin.domain.invitation import confirmed
from checkin.domain.member import Member
from tests.town.settings import DATA_KEY
from tests.web.admin.office import Browser, Office

HOW = {
    "language": "en",
    "time_zone": "Africa/Nairobi",
    "channel": "text",
    "cadence": "weekly",
    "weekday": "",
    "hour": "10:00",
    "opens": "09:00",
    "closes": "20:00",
}
SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')


def active(office: Office, name: str = "Ana", number: str = "") -> Member:
    member = office.enrols(name, number)
    decision = confirmed(member, "a test", office.moment)
    with office.services.begin() as work:
        work.apply(decision, office.moment, office.services.policy)
    return member


def opened(office: Office, member: Member, login: str = "dana") -> Browser:
    browser = office.browser(login)
    browser.opens(f"/admin/members/{member.id}/change")
    return browser


def sends(browser: Browser, member: Member, act: str, **fields: str) -> int:
    """Send one of the forms that are shown, with its stamp; the status of the answer."""
    stamp = SEEN.search(browser.page)
    assert stamp
    at = f"/admin/members/{member.id}/{act}"
    return browser.sends(at, seen=stamp[1], **fields).status_code


def rows(office: Office, *columns: sa.Column[object]) -> list[tuple[object, ...]]:
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(sa.select(*columns).order_by(columns[0].table.c.id)).all()
    engine.dispose()
    return [tuple(row) for row in found]


def notices(office: Office) -> list[tuple[object, ...]]:
    found = rows(office, OUTBOX.kind, OUTBOX.wording, OUTBOX.state, OUTBOX.reason)
    return [row[1:] for row in found if row[0] == "notice"]


def test_a_new_time_is_saved_written_down_and_told(either_office: Office) -> None:
    office = either_office
    ana = active(office)
    dana = opened(office, ana)

    assert sends(dana, ana, "how", **HOW | {"cadence": "daily", "hour": "18:00"}) == 303

    (saved,) = rows(office, MEMBER.cadence, MEMBER.at, MEMBER.next_due_at)
    assert f"{saved[0]} {saved[1]:%H:%M}" == "daily 18:00"
    assert saved[2] == office.moment.replace(hour=15)  # six in the evening in Nairobi
    assert notices(office) == [("notice.daily", "waiting", "")]
    assert "Time of asking changed · <bdi>Dana</bdi>" in dana.page
    assert "weekly 10:00 → daily 18:00" in dana.page
    assert "they get one text" in dana.page


def test_what_is_changed_twice_is_told_once(either_office: Office) -> None:
    office = either_office
    ana = active(office)
    for hour in ("18:00", "19:00"):
        assert sends(opened(office, ana), ana, "how", **HOW | {"hour": hour}) == 303

    assert notices(office) == [
        ("notice.weekly", "dropped", "dropped.replaced"),
        ("notice.weekly", "waiting", ""),
    ]


def test_the_same_again_changes_nothing(office: Office) -> None:
    ana = active(office)
    dana = opened(office, ana)

    assert sends(dana, ana, "how", **HOW) == 303

    assert "nothing was changed" in dana.page
    assert rows(office, MEMBER_EVENT.id) == []
    assert notices(office) == []


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(office: Office) -> None:
    ana = active(office)
    dana = opened(office, ana)

    assert sends(dana, ana, "how", **HOW | {"hour": "08:00", "time_zone": "Mars"}) == 422

    for field in ("hour", "time_zone"):
        assert f'<p class="fault" id="{field}-fault">' in dana.page
        assert re.search(rf'id="{field}"[^>]* aria-describedby="{field}-fault', dana.page)
    assert 'value="08:00"' in dana.page
    assert 'value="Mars"' in dana.page
    assert rows(office, MEMBER_EVENT.id) == []


def test_a_change_on_what_is_not_so_any_more_is_given_back(either_office: Office) -> None:
    office = either_office
    ana = active(office)
    dana, omar = opened(office, ana), opened(office, ana, "omar")
    assert sends(omar, ana, "how", **HOW | {"language": "sw"}) == 303

    assert sends(dana, ana, "how", **HOW | {"hour": "18:00"}) == 409

    assert "while you were typing" in dana.page
    assert 'value="18:00"' in dana.page
    assert rows(office, MEMBER.language) == [("sw",)]
    assert sends(dana, ana, "how", **HOW | {"hour": "18:00", "language": "sw"}) == 303


def test_nobody_is_called_who_has_not_agreed_to_calls(either_office: Office) -> None:
    office = either_office
    ana = active(office)
    refused = ConsentEvent(
        ana.line_id, ana.id, Purpose.CHECKIN_CALL, Action.REVOKED, Medium.PAGE, "a test"
    )
    with office.services.begin() as work:
        work.apply(Decision((refused,)), office.moment, office.services.policy)
    dana = opened(office, ana)

    assert sends(dana, ana, "how", **HOW | {"channel": "call"}) == 422

    assert "have not agreed" in dana.page
    assert rows(office, MEMBER.channel) == [("text",)]


def test_a_pause_begins_and_ends(either_office: Office) -> None:
    office = either_office
    ana = active(office)
    dana = opened(office, ana)
    until = f"{office.moment + timedelta(days=9):%Y-%m-%d}"

    assert sends(dana, ana, "pause", until=until) == 303

    assert rows(office, MEMBER.state, MEMBER.next_due_at) == [("paused", None)]
    assert "Paused until Wed, Mar 11" in dana.page
    assert "Paused until · <bdi>Dana</bdi>" in dana.page
    dana.opens(f"/admin/members/{ana.id}/change")
    assert sends(dana, ana, "back") == 303
    ((state, due),) = rows(office, MEMBER.state, MEMBER.next_due_at)
    assert state == "active"
    assert due is not None
    assert "Pause ended · <bdi>Dana</bdi>" in dana.page
    assert notices(office) == []


@pytest.mark.parametrize("until", ["", "2026-03-02", "2026-12-24", "soon"])
def test_a_pause_needs_a_day_of_the_next_weeks(office: Office, until: str) -> None:
    ana = active(office)
    dana = opened(office, ana)

    assert sends(dana, ana, "pause", until=until) == 422

    assert '<p class="fault" id="until-fault">' in dana.page
    assert rows(office, MEMBER.state) == [("active",)]


def test_a_number_is_given_with_all_that_belongs_to_it(either_office: Office) -> None:
    office = either_office
    ana = active(office, number="+12125550187")
    dana = opened(office, ana)

    given = {"phone": "(212) 555-0144", "evidence": "called us"}
    assert sends(dana, ana, "number", **given) == 303

    assert "Number ends in 44" in dana.page
    assert "Number changed · <bdi>Dana</bdi>" in dana.page
    assert "…87 → …44: called us" in dana.page
    assert notices(office) == [("notice.number", "waiting", "")]
    cipher = Cipher((DATA_KEY,), "s" * 40)
    numbers = {id_: cipher.open(number) for id_, number in rows(office, LINE.id, LINE.number)}
    (member,) = rows(office, MEMBER.line_id)
    assert numbers[member[0]] == "+12125550144"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"phone": "+12125550187"}, "phone", "already"),
        ({"phone": "123"}, "phone", "too short"),
        ({"evidence": ""}, "evidence", "where the proof"),
        ({"phone": "+12125550155"}, "phone", "Somebody with this name"),
    ],
)
def test_a_number_that_cannot_be_theirs_is_refused_beside_its_field(
    office: Office, typed: dict[str, str], field: str, said: str
) -> None:
    ana = active(office, number="+12125550187")
    office.enrols("ANA", "+12125550155")
    dana = opened(office, ana)

    given = {"phone": "+12125550144", "evidence": "called us"} | typed
    assert sends(dana, ana, "number", **given) == 422

    found = re.search(rf'<p class="fault" id="{field}-fault">(.*?)</p>', dana.page)
    assert found
    assert said in found[1]
    assert f'value="{given["evidence"]}"' in dana.page
    assert notices(office) == []


def test_a_note_is_in_the_history_with_its_author(either_office: Office) -> None:
    office = either_office
    ana = active(office)
    dana = opened(office, ana)
    assert sends(dana, ana, "note", note=" ") == 422
    assert '<p class="fault" id="note-fault">' in dana.page

    assert sends(dana, ana, "note", note="Her <son> answers first.") == 303

    assert "Note · <bdi>Dana</bdi>" in dana.page
    assert "Her <son> answers first.</blockquote>" in dana.page
    sealed = [str(row[0]) for row in rows(office, MEMBER_EVENT.note)]
    assert "son" not in "".join(sealed)


def test_who_is_not_there_cannot_be_changed(office: Office) -> None:
    ana = active(office)
    dana = opened(office, ana)
    for act in ("how", "pause", "back", "number", "note"):
        fields = HOW | {"until": "2026-03-09", "note": "x", "evidence": "x"}
        fields["phone"] = "+12125550144"
        stamp = SEEN.search(dana.page)
        assert stamp
        assert dana.sends(f"/admin/members/99/{act}", seen=stamp[1], **fields).status_code == 404
        dana.opens(f"/admin/members/{ana.id}/change")
        assert dana.opens(f"/admin/members/{ana.id}/{act}").status_code == 303
        dana.opens(f"/admin/members/{ana.id}/change")
