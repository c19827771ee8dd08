"""The list of who waits: its order, its pages, and what it costs."""

import re

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import ESCALATION, ESCALATION_EVENT
from checkin.domain.escalation import EscalationKind, Level
from checkin.domain.schedule import zone_named
from tests.web.admin.office import Browser, Office, statements

LINK = re.compile(r'href="/admin/escalations/(\d+)"')
NEXT = re.compile(r'href="(/admin/\?after=[^"]+)"')


def fill(office: Office, count: int) -> list[int]:
    """Raise `count` escalations of all levels, some of them at the same moment, as listed."""
    raised = []
    for number in range(count):
        raised.append(office.raises(office.enrols(f"Member {number}")))
        if number % 3 == 0:
            office.later(minutes=1)
    levels = {id_: list(Level)[id_ * 7 % 3] for id_ in raised}
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        table = ESCALATION.id.table
        for id_, level in levels.items():
            values = {"level": level, "rank": level.rank}
            connection.execute(sa.update(table).where(table.c.id == id_).values(values))
    engine.dispose()
    return sorted(raised, key=lambda id_: (levels[id_].rank, id_))


def pages(browser: Browser) -> list[list[int]]:
    """The ids on each page, followed by its links from the first to the last."""
    found, following = [], "/admin/"
    while following:
        assert browser.opens(following).status_code == 200
        found.append([int(id_) for id_ in LINK.findall(browser.page)])
        after = NEXT.search(browser.page)
        following = after[1] if after else ""
    return found


def test_sixty_rows_come_in_order_without_gaps_or_repeats(either_office: Office) -> None:
    expected = fill(either_office, 60)
    shown = pages(either_office.browser("dana"))
    assert [len(page) for page in shown] == [25, 25, 10]
    assert [id_ for page in shown for id_ in page] == expected


def test_a_row_that_goes_meanwhile_leaves_no_gap(office: Office) -> None:
    expected = fill(office, 40)
    dana = office.browser("dana")
    dana.opens("/admin/")
    after = NEXT.search(dana.page)
    assert after
    for id_ in expected[20:25]:
        omar = office.browser("omar")
        omar.opens(f"/admin/escalations/{id_}")
        omar.sends(f"/admin/escalations/{id_}/take")
        omar.sends(f"/admin/escalations/{id_}/resolve", note="Talked.")
    dana.opens(after[1])
    assert [int(id_) for id_ in LINK.findall(dana.page)] == expected[25:]


@pytest.mark.parametrize("rows", [1, 30])
def test_it_takes_three_statements_whatever_the_rows(either_office: Office, rows: int) -> None:
    fill(either_office, rows)
    dana = either_office.browser("dana")
    with statements() as seen:
        assert dana.opens("/admin/").status_code == 200
    assert len(seen) == 3
    # SQLAlchemy writes one for every LIMIT on SQLite, of 0.
    if either_office.settings.database_url.startswith("postgresql"):
        assert not [statement for statement in seen if "OFFSET" in statement]


def test_the_list_is_read_along_its_index(office: Office) -> None:
    fill(office, 2)
    dana = office.browser("dana")
    with statements() as seen:
        dana.opens("/admin/?after=0-1772438400000000-1")
    (listed,) = [statement for statement in seen if "ORDER BY escalation.rank" in statement]
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        values = (0, "2026-03-02 08:00:00.000000", 1, 26, 0)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {listed}", values).all()
    engine.dispose()
    steps = " | ".join(str(step[3]) for step in plan)
    assert "SEARCH escalation USING INDEX ix_escalation_list" in steps
    assert "TEMP B-TREE" not in steps


def test_a_row_says_who_what_how_urgent_how_long_and_who_has_it(office: Office) -> None:
    ana = office.enrols("Ana", "+12125550187")
    office.raises(ana, EscalationKind.SILENCE)
    with office.services.look() as work:
        due = work.desk.concerns_of(ana.id)[0].escalation.act_after
    assert due
    office.later(minutes=15)
    left = due - office.moment
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    due_here = f"{due.astimezone(zone_named('America/New_York')):%H:%M}"
    dana = office.browser("dana")
    dana.opens("/admin/")
    for said in (
        ">Yellow</strong>",
        "<bdi>Ana</bdi>: No answer",
        "Waiting 15 min",
        "Number ends in 87 · 11:15 in Nairobi",
        f"is told again at {due_here}, in {hours} h {minutes} min.",
        "<b>1</b> Yellow",
        "<b>0</b> Red",
        "Made at 03:15, New York time.",
    ):
        assert said in dana.page
    office.later(hours=14)
    dana = office.browser("dana")
    dana.opens("/admin/")
    assert "01:15 in Nairobi, outside their hours" in dana.page
    assert "on call is being told again now" in dana.page


def test_no_number_is_on_any_page(office: Office) -> None:
    number = "+12125550187"
    ana = office.enrols("Ana", number)
    escalation = office.raises(ana)
    dana = office.browser("dana")
    for path in ("/admin/", f"/admin/escalations/{escalation}", f"/admin/members/{ana.id}"):
        dana.opens(path)
        assert "ends in 87" in dana.page
        for part in (number, number[1:], "5550187", "550187", "0187"):
            assert part not in dana.page


def test_when_nobody_waits_it_says_so_kindly(office: Office) -> None:
    dana = office.browser("dana")
    dana.opens("/admin/")
    assert "Nobody is waiting" in dana.page
    assert "Thank you for being here" in dana.page


def test_an_address_that_makes_no_sense_shows_the_first_page(office: Office) -> None:
    escalation = office.raises(office.enrols())
    dana = office.browser("dana")
    for odd in ("x", "9-1-1", "0-99999999999999999999-1", "0-1-1'--", "-1-1-1"):
        assert dana.opens(f"/admin/?after={odd}").status_code == 200
        assert LINK.findall(dana.page) == [str(escalation)]


def test_the_list_tells_how_many_pages_reached_nobody_until_somebody_has_it(office: Office) -> None:
    escalation = office.raises(office.enrols())
    dana = office.browser("dana")
    dana.opens("/admin/")
    assert "reached nobody" not in dana.page
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        values = {"escalation_id": escalation, "at": office.moment, "what": "page_not_answered"}
        connection.execute(sa.insert(ESCALATION_EVENT.id.table), [values, values])
    engine.dispose()

    dana.opens("/admin/")
    assert "Pages that reached nobody: 2." in dana.page
    dana.opens(f"/admin/escalations/{escalation}")
    assert dana.page.count("A page by call was not taken up") == 2
    dana.sends(f"/admin/escalations/{escalation}/take")
    dana.opens("/admin/")

    assert "reached nobody" not in dana.page
