"""The list narrowed to some: what it shows, page by page, and that it is read along an index."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event

from checkin.adapters.sql.engine import connect_to
from checkin.domain.escalation import EscalationKind
from checkin.domain.policy import Policy
from tests.web.admin.many import many
from tests.web.admin.office import Browser, Office

LINK = re.compile(r'href="/admin/escalations/(\d+)"')
NEXT = re.compile(r'href="(/admin/\?[^"]*after=[^"]+)"')
Row = dict[str, Any]


def unresolved(row: Row) -> bool:
    return row["resolved_at"] is None


def late(office: Office, row: Row) -> bool:
    """Past due, as the default policy has it."""
    if row["contact_by"]:
        return bool(row["contact_by"] <= office.moment)
    limit = row["opened_at"] + Policy().contact[row["level"]]
    return bool(row["state"] == "open" and limit <= office.moment)


FILTERS: dict[str, Callable[[Office, Row, int], bool]] = {
    "": lambda _, row, me: unresolved(row),
    "level=amber": lambda _, row, me: unresolved(row) and row["level"] == "amber",
    "kind=silence": lambda _, row, me: unresolved(row) and row["kind"] == "silence",
    "whose=mine": lambda _, row, me: unresolved(row) and row["taken_by"] == me,
    "whose=nobody": lambda _, row, me: unresolved(row) and row["taken_by"] is None,
    "late=1": lambda office, row, me: unresolved(row) and late(office, row),
    "level=yellow&whose=nobody&late=1": lambda office, row, me: (
        unresolved(row)
        and row["level"] == "yellow"
        and row["taken_by"] is None
        and late(office, row)
    ),
    "state=resolved": lambda _, row, me: not unresolved(row),
    "state=resolved&whose=mine": lambda _, row, me: not unresolved(row) and row["taken_by"] == me,
    "level=red&state=resolved": lambda _, row, me: not unresolved(row) and row["level"] == "red",
    "kind=nonsense&level=1&whose=x&late=2&state=y": lambda _, row, me: unresolved(row),
}


ALONG = {  # the index that keeps the order of each filter by itself
    "": "ix_escalation_list",
    "level=amber": "ix_escalation_level",
    "kind=silence": "ix_escalation_kind",
    "whose=mine": "ix_escalation_taken_by",
    "whose=nobody": "ix_escalation_taken_by",
    "late=1": "ix_escalation_list",
    "state=resolved": "ix_escalation_resolved",
    "state=resolved&kind=silence": "ix_escalation_resolved_kind",
    "state=resolved&whose=mine": "ix_escalation_resolved_taken_by",
}


def urgent_first(row: Row) -> tuple[Any, ...]:
    return (row["rank"], row["opened_at"], row["id"])


def newest_first(row: Row) -> tuple[Any, ...]:
    return (-row["resolved_at"].timestamp(), -row["id"])


def ids(browser: Browser, address: str) -> list[int]:
    """The ids on all pages of a list, followed by its links."""
    found: list[int] = []
    seen: set[str] = set()
    while address:
        assert address not in seen, "a page leads back to one before it"
        seen.add(address)
        assert browser.opens(address).status_code == 200
        found += [int(id_) for id_ in LINK.findall(browser.page)]
        after = NEXT.search(browser.page)
        address = after[1] if after else ""
    return found


def both(office: Office) -> tuple[int, ...]:
    """Dana and omar, who have been there from the beginning."""
    with office.services.look() as work:
        return tuple(holder.id for holder in work.coordinators.holders())


def test_each_filter_shows_its_own_in_order_on_every_page(either_office: Office) -> None:
    office = either_office
    staff = both(office)
    rows = many(office, 500, staff)
    dana = office.browser("dana")
    for query, wanted in FILTERS.items():
        expected = sorted(
            (row for row in rows if wanted(office, row, staff[0])),
            key=newest_first if "state=resolved" in query else urgent_first,
        )
        assert expected, query
        assert ids(dana, f"/admin/?{query}") == [row["id"] for row in expected], query


def test_rows_that_come_and_go_meanwhile_leave_no_gap_and_no_repeat(office: Office) -> None:
    rows = many(office, 300, both(office))
    dana = office.browser("dana")
    expected = sorted((r for r in rows if FILTERS["whose=nobody"](office, r, 0)), key=urgent_first)
    dana.opens("/admin/?whose=nobody")
    first = [int(id_) for id_ in LINK.findall(dana.page)]
    after = NEXT.search(dana.page)
    assert after
    omar = office.browser("omar")
    for id_ in first[-3:]:
        omar.opens(f"/admin/escalations/{id_}")
        omar.sends(f"/admin/escalations/{id_}/take")
    danger = office.raises(office.enrols("Ben"), EscalationKind.DANGER)

    rest = ids(dana, after[1])

    assert first + [id_ for id_ in rest if id_ != danger] == [row["id"] for row in expected]


def test_the_pages_after_a_ladder_that_ended_follow_as_well(office: Office) -> None:
    rows = many(office, 400, both(office))
    assert sum(row["rank"] < 0 for row in rows) > 25  # more than one page of them
    shown = ids(office.browser("dana"), "/admin/")
    assert len(shown) == len(set(shown)) == sum(map(unresolved, rows))


def test_a_filter_says_what_it_is_and_stays_in_every_link(office: Office) -> None:
    many(office, 500, both(office))
    dana = office.browser("dana")
    dana.opens("/admin/?level=yellow&whose=nobody&late=1")
    assert "Only:\nYellow · Nobody has it · Past due" in dana.page
    assert '<option value="yellow" selected>' in dana.page
    assert '<option value="nobody" selected>' in dana.page
    assert 'name="late" value="1" checked' in dana.page
    assert 'href="/admin/?level=yellow&whose=nobody&late=1">Refresh<' in dana.page
    assert 'href="/admin/?whose=nobody&late=1" aria-current="true"' in dana.page  # all levels
    assert 'href="/admin/?level=red&whose=nobody&late=1"' in dana.page
    after = NEXT.search(dana.page)
    assert after
    assert after[1].startswith("/admin/?level=yellow&whose=nobody&late=1&after=")
    assert '<a href="/admin/">Show everyone who is waiting</a>' in dana.page


def test_a_filter_that_finds_nobody_says_so_and_leads_back(office: Office) -> None:
    office.raises(office.enrols(), EscalationKind.DANGER)
    dana = office.browser("dana")
    dana.opens("/admin/?kind=stop&whose=mine")
    assert "There is none like this" in dana.page
    assert "Others may be waiting." in dana.page
    assert "Nobody is waiting" not in dana.page
    assert dana.page.count('<a href="/admin/">Show everyone who is waiting</a>') == 1


def test_who_was_logged_out_comes_back_to_the_list_as_it_was_narrowed(office: Office) -> None:
    browser = office.browser()
    asked = browser.opens("/admin/?level=red&whose=mine&late=1")
    assert asked.status_code == 303
    browser.opens(asked.location)
    answer = browser.sends(
        "/admin/login",
        login="dana",
        password="a long enough password",
        next="/admin/?level=red&whose=mine&late=1",
    )
    assert answer.location == "/admin/?level=red&whose=mine&late=1"


@contextmanager
def listing() -> Iterator[list[tuple[str, Any]]]:
    """The statements that read the list meanwhile, with what is given to them."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "ORDER BY escalation." in statement:
            seen.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_each_filter_is_read_along_an_index_and_sorts_nothing(either_office: Office) -> None:
    office = either_office
    many(office, 200, both(office))
    dana, on_postgres = office.browser("dana"), "postgresql" in office.settings.database_url
    engine = connect_to(office.settings.database_url)
    explain = "EXPLAIN" if on_postgres else "EXPLAIN QUERY PLAN"
    for query, index in ALONG.items():
        for after in ("", "&after=1-1772438400000000-1000"):
            with listing() as seen:
                dana.opens(f"/admin/?{query}{after}")
            ((statement, given),) = seen
            with engine.connect() as connection:
                if on_postgres:  # so few rows are read faster without any index
                    connection.exec_driver_sql("SET enable_seqscan = off")
                    connection.exec_driver_sql("SET enable_bitmapscan = off")
                    connection.exec_driver_sql("SET enable_sort = off")
                plan = connection.exec_driver_sql(f"{explain} {statement}", given).all()
            steps = " | ".join(" ".join(map(str, step)) for step in plan)
            # PostgreSQL may find another one cheaper for so few rows.
            assert f"INDEX {index} " in steps or on_postgres, (query, steps)
            assert "ix_escalation_" in steps, (query, steps)
            assert "Sort" not in steps, (query, steps)
            assert "TEMP B-TREE" not in steps, (query, steps)
    engine.dispose()


def test_names_are_cut_short_until_one_has_it(office: Office) -> None:
    escalation = office.raises(office.enrols("Ana Maria Okafor"))
    dana, omar = office.browser("dana"), office.browser("omar")
    dana.opens("/admin/")
    assert "<bdi>Ana O.</bdi>" in dana.page
    assert "Okafor" not in dana.page
    dana.opens(f"/admin/escalations/{escalation}")
    assert "<bdi>Ana Maria Okafor</bdi>" in dana.page
    dana.sends(f"/admin/escalations/{escalation}/take")
    dana.opens("/admin/")
    assert "<bdi>Ana Maria Okafor</bdi>" in dana.page
    omar.opens("/admin/")
    assert "Okafor" not in omar.page


def test_a_row_says_by_when_and_what_was_tried(office: Office) -> None:
    office.changes_coordinator("omar", active=False)
    ana = office.enrols("Ana")
    office.raises(ana, EscalationKind.DANGER)
    dana = office.browser("dana")
    dana.opens("/admin/")
    assert "Due by 03:15, in 15 min" in dana.page
    assert "Nobody was told by phone yet." in dana.page
    office.moment += timedelta(minutes=15)
    dana.opens("/admin/")
    assert '<b class="late">Past due since 03:15</b>' in dana.page
