"""The report of the programme: its numbers, worked out by hand, and how it comes."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from checkin.adapters.sql.engine import connect_to
from checkin.domain.reporting.sheet import COLUMNS
from checkin.domain.reporting.weeks import settled_after, week
from checkin.domain.staff import Role
from checkin.settings import Organisation
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.settings.tables import BudgetTable
from checkin.usecases.reporting import count_weeks
from checkin.web.admin.sheet import DIGEST, REPORT
from tests.town.database import fresh_sqlite
from tests.web.admin import history_of_weeks
from tests.web.admin.office import Office, statements
from tests.web.admin.test_weight import BUDGET, weight

PRICED = Organisation.load(DEMO_ORGANISATION).model_copy(
    update={"budget": BudgetTable(monthly=0, segment=0.01, call=0.1)}
)
Numbers = dict[tuple[str, str, str], str]


@pytest.fixture
def either_office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office with the small history, on either database."""
    yield from opened(database_url, tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite."""
    yield from opened(fresh_sqlite(tmp_path), tmp_path)


def opened(database_url: str, folder: Path) -> Iterator[Office]:
    office = Office(database_url, folder, organisation=PRICED)
    office.hires("dana")
    office.hires("sue", Role.SUPERVISOR)
    office.moment = history_of_weeks.NOW
    engine = connect_to(database_url)
    with engine.begin() as connection:
        history_of_weeks.write(connection)
    engine.dispose()
    yield office
    office.services.close()


def numbers(office: Office, weeks: int = 4) -> Numbers:
    """The file, by what each number is about."""
    answer = office.browser("sue").client.get(f"/admin/report.csv?weeks={weeks}")
    assert answer.content_type == "text/csv; charset=utf-8"
    first, *rows = csv.reader(answer.get_data(as_text=True).splitlines())
    assert tuple(first) == COLUMNS
    found = {(part, of, measure): value for part, of, _, measure, value in rows}
    assert len(found) == len(rows)
    return found


def of(found: Numbers, part: str, what: str = "") -> dict[str, str]:
    return {key[2]: value for key, value in found.items() if key[:2] == (part, what)}


def test_every_number_is_the_one_that_a_hand_comes_to(either_office: Office) -> None:
    found = numbers(either_office)

    assert of(found, "reach") == {"asked": "12", "answered": "9", "members": "13"}
    assert of(found, "check_ins") == {
        **{"due": "16", "answered": "9", "missed": "1", "unreachable": "2", "paused": "1"},
        **{"stopped": "1", "not_asked": "1", "waiting": "1"},
    }
    assert of(found, "cost") == {
        **{"texts_out": "9", "texts_in": "2", "segments": "14", "calls_out": "5", "calls_in": "1"},
        **{"money": "0.74", "per_member": "0.0822"},
    }
    assert of(found, "language", "en") == {"people": "6", "reply_rate_48h": "0.3333"}
    assert of(found, "channel", "text") == {"people": "7", "reply_rate_48h": "0.4286"}
    assert of(found, "channel", "call") == {"people": "5", "reply_rate_48h": "0.8"}


def test_a_week_begins_at_local_midnight_also_when_the_clock_has_just_changed(
    either_office: Office,
) -> None:
    found = numbers(either_office)
    zero = dict.fromkeys(("due", "asked", "ripe", "in_time", "sent", "delivered"), "0")
    nothing = zero | {"undelivered": "0", "reply_rate_48h": "", "delivery_rate": ""}

    assert of(found, "week", "2026-02-23") == nothing
    asked = {"due": "3", "asked": "3", "ripe": "3", "in_time": "1", "reply_rate_48h": "0.3333"}
    assert of(found, "week", "2026-03-02") == nothing | asked
    assert of(found, "week", "2026-03-09") == {
        **{"due": "11", "asked": "9", "ripe": "9", "in_time": "6", "reply_rate_48h": "0.6667"},
        **{"sent": "9", "delivered": "7", "undelivered": "1", "delivery_rate": "0.875"},
    }
    # Neither the open one of yesterday nor the one answered already is judged yet.
    assert of(found, "week", "2026-03-16") == nothing | {"due": "2", "asked": "2"}
    assert {key[1] for key in found if key[0] == "week"} == {
        *("2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16")
    }


def test_a_person_was_there_in_time_or_was_not(either_office: Office) -> None:
    found = numbers(either_office)
    red, amber, yellow = (of(found, "time_to_human", level) for level in ("red", "amber", "yellow"))
    assert red == {
        **{"opened": "2", "never_taken": "0", "in_goal": "1", "late": "1", "overdue": "0"},
        **{"p50_minutes": "10", "p90_minutes": "30"},
    }
    assert (amber["never_taken"], amber["overdue"], amber["p50_minutes"]) == ("1", "1", "")
    assert (yellow["in_goal"], yellow["p90_minutes"]) == ("1", "2820")


def test_an_opt_out_is_put_down_to_what_had_last_arrived(either_office: Office) -> None:
    found = numbers(either_office)
    told = {key: value for key, value in found.items() if key[0].startswith("opt_outs")}
    rate = {"sent": "7", "opt_outs": "3", "per_thousand_sent": "428.5714"}
    # Spanish is hidden with Swahili, and with them the call after which somebody opted out.
    assert {key[1] for key in told} == {"check_in.ask.1", "en"}
    assert of(found, "opt_outs_by_wording", "check_in.ask.1") == rate
    assert of(found, "opt_outs_by_language", "en") == rate


def test_a_group_of_one_is_in_no_number_on_page_or_file(office: Office) -> None:
    found = numbers(office)
    assert of(found, "language", "sw") == {"people": "<5", "reply_rate_48h": ""}
    assert of(found, "language", "es") == {"people": "", "reply_rate_48h": ""}
    dana = office.browser("sue")
    dana.opens("/admin/report?weeks=4")
    row = r'<tr><th scope="row">{}</th>\s*<td colspan="3">{}</td></tr>'
    assert re.search(row.format("Swahili", "fewer than 5"), dana.page)
    assert re.search(row.format("Spanish", "not shown beside so small a group"), dana.page)
    assert "cccc3333" not in dana.page


def test_weeks_counted_ahead_make_the_same_report(either_office: Office) -> None:
    office = either_office
    first_week = week(date(2026, 3, 2), "America/New_York")
    settled = first_week.ends + settled_after(office.services.policy)
    office.moment = settled - timedelta(seconds=1)
    assert count_weeks(office.services) == 0
    office.moment = settled
    before = numbers(office, 12)
    assert [count_weeks(office.services) for _ in range(2)] == [1, 0]
    assert numbers(office, 12) == before
    office.moment = history_of_weeks.NOW + timedelta(days=40)
    before = numbers(office, 12)
    counted = 0
    while count_weeks(office.services):
        counted += 1
    assert counted == 5  # of those until 12 April; that of the thirteenth may still change
    assert numbers(office, 12) == before


def test_what_is_counted_is_not_read_again(office: Office) -> None:
    office.later(days=40)
    while count_weeks(office.services):
        pass
    with statements() as seen:
        numbers(office, 12)
    (texts,) = [one for one in seen if "FROM message LEFT OUTER JOIN" in one]
    assert "message.id > ?" in texts
    with statements() as seen:
        assert count_weeks(office.services) == 0
    assert len(seen) == 1


def test_the_page_says_it_in_words_and_pictures(office: Office) -> None:
    dana = office.browser("sue")
    assert dana.opens("/admin/report?weeks=4").status_code == 200
    for said in (
        '<a href="/admin/report?weeks=4" aria-current="page">4 weeks</a>',
        "Since Feb 23, up to now, on the clock of New York.",
        "<b>13</b> members",
        "From 33% in the lowest week to 67% in the highest.",
        "1 taken in time, 1 taken late, 0 not taken and late.",
        "Of 16 check-ins, 9 were answered.",
        '<tr><th scope="row">Mar 9</th><td>9</td><td>67%</td><td>9</td><td>88%</td></tr>',
        '<tr><th scope="row">Mar 16</th><td>2</td><td>–</td><td>0</td><td>–</td></tr>',
        '<tr><th scope="row">Half were taken within</th><td>10 min</td><td>–</td>',
        "check_in.ask.1 <small>aaaa1111</small>",
        '<tr><th scope="row">Cost</th><td>0.74</td></tr>',
        '<a class="button quiet" href="/admin/report.csv?weeks=4">',
    ):
        assert said in dana.page
    for name in ("en1", "sw1"):
        assert f">{name}<" not in dana.page


def test_every_picture_has_a_name_and_says_what_it_shows(office: Office) -> None:
    dana = office.browser("sue")
    dana.opens("/admin/report?weeks=52")
    pictures = re.findall(r"<svg([^>]*)>(.*?)</svg>", dana.page, re.DOTALL)
    assert len(pictures) >= 8
    seen = set()
    for attributes, inside in pictures:
        named = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', attributes)
        assert named
        title = re.search(rf'<title id="{named[1]}">([^<]+)</title>', inside)
        told = re.search(rf'<desc id="{named[2]}">([^<]+)</desc>', inside)
        assert title
        assert told
        assert "style=" not in attributes + inside
        seen.add(named[1])
    assert len(seen) == len(pictures)
    assert not re.search(r"<script|<style| style=| on[a-z]+=", dana.page)


def test_before_anybody_was_asked_there_is_a_kind_word_and_no_number(
    database_url: str, tmp_path: Path
) -> None:
    office = Office(database_url, tmp_path)
    office.hires("sue", Role.SUPERVISOR)
    dana = office.browser("sue")
    assert count_weeks(office.services) == 0
    for weeks in (4, 12, 52):
        assert dana.opens(f"/admin/report?weeks={weeks}").status_code == 200
    assert "Nobody has been asked yet in this time." in dana.page
    assert "There is nothing to show yet." in dana.page
    assert "Nobody has opted out" in dana.page
    assert "Name the price of a segment" in dana.page
    assert set(of(numbers(office), "reach").values()) == {"0"}
    office.services.close()


@pytest.mark.parametrize("asked", ["", "?weeks=13", "?weeks=x", "?weeks=-4", "?weeks=4&weeks=x"])
def test_an_address_that_makes_no_sense_shows_what_is_usual(office: Office, asked: str) -> None:
    dana = office.browser("sue")
    assert dana.opens(f"/admin/report{asked}").status_code == 200
    current = re.findall(r'aria-current="page">(\d+) weeks', dana.page)
    assert current == ["4" if asked == "?weeks=4&weeks=x" else "12"]


@pytest.mark.parametrize("weeks", [4, 12, 52])
def test_the_report_arrives_in_one_round_trip(office: Office, weeks: int) -> None:
    dana = office.browser("sue")
    packed = {"Accept-Encoding": "gzip"}
    paths = [f"/admin/report?weeks={weeks}", f"/admin/style-{DIGEST}.css"]
    paths.append(f"/admin/report-{REPORT.digest}.css")
    answers = [dana.client.get(path, headers=packed) for path in paths]
    assert sum(map(weight, answers)) <= BUDGET
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', dana.opens(paths[0]).text)
    assert links == paths[1:]


def test_the_login_leads_to_the_report(office: Office) -> None:
    browser = office.browser()
    answer = browser.opens("/admin/report?weeks=52")
    assert answer.location == "/admin/login?next=/admin/report?weeks%3D52"
    browser.opens(answer.location)
    assert '<input type="hidden" name="next" value="/admin/report?weeks=52">' in browser.page


def test_the_file_is_saved_and_not_shown(office: Office) -> None:
    answer = office.browser("sue").client.get("/admin/report.csv?weeks=4")
    told = 'attachment; filename="report-2026-03-18-4-weeks.csv"'
    assert answer.headers["Content-Disposition"] == told
