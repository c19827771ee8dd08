"""Every act and every look is written down, by ids alone, and whoever may can read it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import AUDIT
from checkin.domain.staff import Role
from checkin.usecases import auditing
from tests.web.admin.office import PASSWORD, Browser, Office
from tests.web.admin.test_history import Past, text
from tests.web.admin.test_weight import BUDGET, weight

BODY = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>")
Written = tuple[object, ...]


def written(office: Office) -> list[Written]:
    """Who, what, about which row, whose, why: all of it, without how they logged in."""
    columns = (AUDIT.coordinator_id, AUDIT.act, AUDIT.about, AUDIT.about_id, AUDIT.member_id)
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(sa.select(*columns, AUDIT.reason).order_by(AUDIT.id)).all()
    engine.dispose()
    return [tuple(row) for row in found if row.act not in ("login", "staff_added")]


def auditor(office: Office) -> Browser:
    """Robin, who reads the audit and nothing else."""
    office.hires("robin", Role.AUDITOR)
    return office.browser("robin")


def test_a_case_from_the_first_look_to_the_last_act(either_office: Office) -> None:
    office = either_office
    ana = office.enrols("Ana")
    escalation = office.raises(ana)
    at = f"/admin/escalations/{escalation}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    dana.sends(f"{at}/resolve", note="Spoke with her.")
    dana.opens("/admin/")
    dana.sends("/admin/logout")

    about = ("escalation", escalation, ana.id)
    assert [line for line in written(office) if line[1] != "seen"] == [
        (1, "taken", *about, ""),
        (1, "resolved", *about, ""),
        (1, "logout", "coordinator", 1, None, ""),
    ]
    assert written(office)[0] == (1, "seen", *about, "escalation")


def test_what_is_refused_is_not_written_down_as_done(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana, omar = office.browser("dana"), office.browser("omar")
    for browser in (dana, omar):
        browser.opens(at)
        browser.sends(f"{at}/take")
    assert [line[:2] for line in written(office) if line[1] == "taken"] == [(1, "taken")]


def test_older_words_wait_on_an_escalation_until_one_press_shows_them(
    either_office: Office,
) -> None:
    office = either_office
    ana = office.enrols("Ana")
    past = Past(office, ana)
    past.write(text("in", "an older secret", "received"))
    office.later(hours=3)
    past.write(text("in", "not good today", "received"))
    escalation = office.raises(ana)
    at = f"/admin/escalations/{escalation}"
    dana = office.browser("dana")
    dana.opens(at)
    newest = "not good today"  # stands at the top and in the history
    assert BODY.findall(dana.page) == [newest, newest]
    assert "an older secret" not in dana.page

    dana.sends(f"{at}/show")

    assert BODY.findall(dana.page) == [newest, newest, "an older secret"]
    assert written(office) == [
        (1, "seen", "escalation", escalation, ana.id, "escalation"),
        (1, "words_shown", "escalation", escalation, ana.id, "escalation"),
    ]


def test_what_they_wrote_last_stands_at_the_top_but_not_of_an_older_page(office: Office) -> None:
    ana = office.enrols("Ana")
    past = Past(office, ana)
    past.write(*(text("in", f"text {n}", "received") for n in range(30)))
    at = f"/admin/escalations/{office.raises(ana)}"
    dana = office.browser("dana")
    dana.opens(at)
    assert BODY.findall(dana.page)[:2] == ["text 29", "text 29"]

    dana.sends(f"{at}/show")
    older = re.search(r'href="(/admin/escalations/\d+\?before=[^"#]+)', dana.page)
    assert older
    dana.opens(older[1])

    assert BODY.findall(dana.page)[:2] == ["text 4", "text 3"]


@pytest.mark.parametrize("reason", ["asked", "safeguarding", "training"])
def test_a_members_words_are_shown_for_a_reason_that_is_kept(
    either_office: Office, reason: str
) -> None:
    office = either_office
    ana = office.enrols("Ana")
    Past(office, ana).write(text("in", "a secret", "received"))
    dana, at = office.browser("dana"), f"/admin/members/{ana.id}"
    dana.opens(at)
    assert BODY.findall(dana.page) == []
    assert 'value="escalation"' not in dana.page  # nothing is open about her

    dana.tells_why(ana.id, reason)

    assert BODY.findall(dana.page) == ["a secret"]
    about = ("member", ana.id, ana.id)
    assert written(office)[-1] == (1, "words_shown", *about, reason)
    assert written(office)[0] == (1, "seen", *about, "")


@pytest.mark.parametrize("holds", [False, True])
def test_the_reason_is_asked_again_unless_one_works_on_it(office: Office, holds: bool) -> None:
    ana = office.enrols("Ana")
    Past(office, ana).write(text("in", "a secret", "received"))
    office.later(hours=1)
    at = f"/admin/escalations/{office.raises(ana)}"
    dana = office.browser("dana")
    dana.opens(at)
    if holds:
        dana.sends(f"{at}/take")
    dana.sends(f"{at}/show")
    office.later(minutes=16)
    dana.opens(f"/admin/members/{ana.id}")
    assert ("a secret" in dana.page) is holds


def test_a_reason_is_for_one_person(office: Office) -> None:
    ana, ben = office.enrols("Ana"), office.enrols("Ben")
    Past(office, ben).write(text("in", "his secret", "received"))
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    dana.opens(f"/admin/members/{ben.id}")
    assert "his secret" not in dana.page


def test_a_text_is_not_shown_by_its_address_without_a_reason(office: Office) -> None:
    ana = office.enrols("Ana")
    Past(office, ana).write(text("in", "a secret", "received"))
    dana = office.browser("dana")
    answer = dana.opens("/admin/messages/1/stop")
    assert answer.location == f"/admin/members/{ana.id}#history"
    dana.tells_why(ana.id)
    dana.opens("/admin/messages/1/stop")
    assert "a secret" in dana.page
    assert written(office)[-1] == (1, "words_shown", "message", 1, ana.id, "asked")
    dana.sends("/admin/messages/1/stop")
    assert (1, "stopped", "message", 1, ana.id, "") in written(office)


def test_logins_that_fail_are_there_without_what_was_typed(either_office: Office) -> None:
    office = either_office
    for login in ("dana", "nobody-has-this"):
        office.browser().logs_in(login, "a wrong password")
    assert written(office) == [
        (None, "login_failed", "coordinator", 1, None, ""),
        (None, "login_failed", "coordinator", None, None, ""),
    ]
    assert not office.tables_name("nobody-has-this")


def test_what_an_admin_does_is_there(office: Office) -> None:
    office.hires("alex", Role.ADMIN)
    alex = office.browser("alex")
    for act in ("role", "reset", "deactivate"):
        alex.opens("/admin/staff/2")
        alex.sends("/admin/staff/2", act=act, role="supervisor", password=PASSWORD)
    acts = [line for line in written(office) if line[3] == 2]
    whose = ("coordinator", 2, None, "")
    assert acts == [
        (3, "role_given", *whose),
        (3, "second_factor_removed", *whose),
        (3, "staff_ended", *whose),
    ]


def test_a_look_that_cannot_be_written_down_is_not_had(office: Office) -> None:
    ana = office.enrols("Ana")
    Past(office, ana).write(text("in", "a secret", "received"))
    escalation = office.raises(ana)
    dana = office.browser("dana")
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE audit RENAME TO gone"))
    engine.dispose()
    assert dana.opens(f"/admin/escalations/{escalation}").status_code == 503
    assert "a secret" not in dana.page


def test_an_auditor_reads_it_newest_first_without_a_body_and_nothing_else(
    either_office: Office,
) -> None:
    office = either_office
    ana = office.enrols("Ana")
    Past(office, ana).write(text("in", "a secret", "received"))
    escalation = office.raises(ana)
    dana = office.browser("dana")
    dana.opens(f"/admin/escalations/{escalation}")
    dana.sends(f"/admin/escalations/{escalation}/take")
    robin = auditor(office)
    assert robin.opens("/admin/").location == "/admin/audit"
    robin.opens("/admin/audit")
    for said in ("<bdi>Dana</bdi>: took it", f"Escalation {escalation} · Member {ana.id}"):
        assert said in robin.page
    assert robin.page.index("took it") < robin.page.rindex("saw the page")
    assert "Working an escalation" in robin.page
    for secret in ("a secret", "Ana", "555"):
        assert secret not in robin.page
    assert robin.opens(f"/admin/members/{ana.id}").status_code == 403


def test_it_is_read_page_by_page_and_by_who_and_whose(either_office: Office) -> None:
    office = either_office
    ana, ben = office.enrols("Ana"), office.enrols("Ben")
    dana, omar = office.browser("dana"), office.browser("omar")
    for _ in range(30):
        dana.opens(f"/admin/members/{ana.id}")
    omar.opens(f"/admin/members/{ben.id}")
    robin = auditor(office)
    robin.opens(f"/admin/audit?by=1&member={ana.id}")
    assert robin.page.count("saw the page") == 25
    assert "Omar</bdi>" not in robin.page
    older = re.search(r'href="(/admin/audit\?[^"]*below=[^"]*)"', robin.page)
    assert older
    robin.opens(older[1])
    assert robin.page.count("saw the page") == 5
    robin.opens(f"/admin/audit?member={ben.id}")
    assert robin.page.count("saw the page") == 1
    for nonsense in ("?member=x", "?by=²", f"?below={'9' * 30}", "?member=99"):
        assert robin.opens(f"/admin/audit{nonsense}").status_code == 200
    assert "Nothing is written down about this." in robin.page


def test_a_full_page_is_light(office: Office) -> None:
    ana = office.enrols("Ana")
    dana = office.browser("dana")
    for _ in range(26):
        dana.opens(f"/admin/members/{ana.id}")
    robin = auditor(office)
    answer = robin.client.get("/admin/audit", headers={"Accept-Encoding": "gzip"})
    assert weight(answer) + 3200 <= BUDGET


def test_the_chain_holds_after_everything_that_was_done_at_once(either_office: Office) -> None:

    office = either_office
    ana = office.enrols("Ana")
    browsers = [office.browser(login) for login in ("dana", "omar", "dana", "omar")]
    with ThreadPoolExecutor(4) as pool:
        shown = pool.map(
            lambda browser: [
                browser.opens(f"/admin/members/{ana.id}").status_code for _ in range(5)
            ],
            browsers,
        )
        assert [status for each in shown for status in each] == [200] * 20
    found = auditing.verify(office.services)
    assert found.holds
    assert found.rows == 26
