"""The second factor, over HTTP: set up, asked for, lost, and never taken twice."""

import re

import pytest

from checkin.domain.staff import Role
from tests.web.admin.office import PASSWORD, Browser, Office
from tests.web.admin.test_weight import BUDGET, weight

CODES = re.compile(r"<li><code>([a-z0-9-]+)</code></li>")
NOTE = "Talked for ten minutes; she is at her sister's."


def set_up(office: Office, login: str) -> tuple[Browser, list[str]]:
    """Somebody sets up a second factor on their own page; their recovery codes."""
    browser = office.browser(login)
    browser.opens("/admin/account")
    answer = browser.sends("/admin/account", act="enrol", password=PASSWORD)
    assert answer.location == "/admin/login/enrol"
    office.later(minutes=1)
    assert office.types_code(browser, login).status_code == 200
    return browser, CODES.findall(browser.page)


def with_password(office: Office, login: str) -> Browser:
    """A browser before the second step."""
    browser = office.browser()
    assert browser.logs_in(login).status_code == 200
    assert "Now your code" in browser.page
    return browser


def test_an_admin_sees_nothing_before_it_is_set_up(either_office: Office) -> None:
    either_office.hires("alex", Role.ADMIN)
    alex = either_office.browser()
    assert alex.logs_in("alex").status_code == 200
    assert "Admins need one." in alex.page
    assert alex.opens("/admin/staff").status_code == 303
    assert "Log in" in alex.page
    alex.opens("/admin/login/enrol")
    assert either_office.types_code(alex, "alex").status_code == 200
    assert len(set(CODES.findall(alex.page))) == 10
    assert alex.opens("/admin/staff").status_code == 200


def test_whoever_has_one_is_asked_for_its_code(either_office: Office) -> None:
    set_up(either_office, "dana")
    either_office.later(minutes=1)
    dana = with_password(either_office, "dana")
    assert dana.opens("/admin/").status_code == 303
    dana.opens("/admin/login/code")
    assert either_office.types_code(dana, "dana").status_code == 303
    assert dana.opens("/admin/").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (0, 303), (30, 303), (60, 401)])
def test_a_clock_may_be_wrong_by_one_step(office: Office, seconds: int, status: int) -> None:
    set_up(office, "dana")
    office.later(minutes=5)
    dana = with_password(office, "dana")
    office.moment, now = office.moment.replace(second=0), office.moment
    office.later(seconds=seconds)
    code = office.code("dana")
    office.moment = now
    assert dana.sends("/admin/login/code", code=code).status_code == status


def test_a_code_is_taken_once_and_none_before_it(either_office: Office) -> None:
    set_up(either_office, "dana")
    either_office.later(minutes=5)
    older = either_office.code("dana")
    either_office.later(seconds=30)
    code = either_office.code("dana")
    first, second = (with_password(either_office, "dana") for _ in range(2))
    assert first.sends("/admin/login/code", code=f" {code[:3]} {code[3:]}").status_code == 303
    for used in (code, older):
        assert second.sends("/admin/login/code", code=used).status_code == 401
        assert "it was used already" in second.page


def test_the_code_that_sets_it_up_does_not_log_in_as_well(office: Office) -> None:
    set_up(office, "dana")
    dana = with_password(office, "dana")
    assert office.types_code(dana, "dana").status_code == 401


def test_a_recovery_code_is_taken_once_however_it_is_typed(either_office: Office) -> None:
    _, codes = set_up(either_office, "dana")
    for typed, status in ((codes[3], 303), (codes[3], 401), (codes[4].replace("-", " "), 303)):
        dana = with_password(either_office, "dana")
        assert dana.sends("/admin/login/code", code=typed.upper()).status_code == status
    dana.opens("/admin/account")
    assert "Recovery codes left: 8." in dana.page
    assert not any(either_office.tables_name(code) for code in codes)


def test_new_recovery_codes_replace_the_others(office: Office) -> None:
    dana, codes = set_up(office, "dana")
    dana.opens("/admin/account")
    assert dana.sends("/admin/account", act="codes", password=PASSWORD).status_code == 200
    newer = CODES.findall(dana.page)
    assert len(newer) == 10
    for code, status in ((codes[0], 401), (newer[0], 303)):
        again = with_password(office, "dana")
        assert again.sends("/admin/login/code", code=code).status_code == status


def test_setting_it_up_needs_the_password_and_ends_the_other_sessions(office: Office) -> None:
    other = office.browser("dana")
    dana = office.browser("dana")
    dana.opens("/admin/account")
    assert dana.sends("/admin/account", act="enrol", password="not it at all").status_code == 422
    assert "That is not your own password." in dana.page
    before = dana.client.get_cookie("checkin")
    set_up(office, "dana")
    assert other.opens("/admin/").status_code == 303
    assert dana.client.get_cookie("checkin") == before


def test_a_wrong_code_sets_nothing_up_and_the_secret_stays(office: Office) -> None:
    office.hires("alex", Role.ADMIN)
    alex = office.browser()
    alex.logs_in("alex")
    letters = alex.page.partition('class="letters"')[2].partition("</p>")[0]
    assert alex.sends("/admin/login/enrol", code="000000").status_code == 401
    assert letters in alex.page
    assert 'id="code-fault"' in alex.page


def test_guessing_codes_is_held_back_even_with_the_right_password(office: Office) -> None:
    set_up(office, "dana")
    office.later(minutes=20)
    dana = with_password(office, "dana")
    tried = [dana.sends("/admin/login/code", code="12345").status_code for _ in range(10)]
    assert tried == [401] * 10
    held = dana.sends("/admin/login/code", code=office.code("dana"))
    assert (held.status_code, held.headers["Retry-After"]) == (429, "900")
    office.later(minutes=15)
    dana = with_password(office, "dana")
    assert office.types_code(dana, "dana").status_code == 303


def test_who_only_has_the_password_cannot_set_up_another(office: Office) -> None:
    set_up(office, "dana")
    stranger = with_password(office, "dana")
    stranger.opens("/admin/login/enrol")
    assert "Now your code" in stranger.page
    assert "svg xmlns" not in stranger.page.partition("<main")[2]
    assert stranger.sends("/admin/login/enrol", code="000000").status_code == 401


def test_too_long_between_password_and_code_begins_again(office: Office) -> None:
    set_up(office, "dana")
    dana = with_password(office, "dana")
    office.later(minutes=11)
    assert office.types_code(dana, "dana").status_code == 401
    assert "You were away for a while" in dana.page


@pytest.mark.parametrize("late", [False, True])
def test_a_note_written_while_the_session_ended_comes_through_both_steps(
    office: Office, late: bool
) -> None:
    set_up(office, "dana")
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    office.later(minutes=1)
    dana = with_password(office, "dana")
    kept = {"next": f"{at}/resolve", "note": NOTE}
    dana = office.browser()
    dana.opens("/admin/login")
    dana.sends("/admin/login", login="dana", password=PASSWORD, **kept)
    for name, value in kept.items():
        assert f'name="{name}" value="{value}"' in dana.page
    if late:
        office.later(minutes=11)
        assert dana.sends("/admin/login/code", code=office.code("dana"), **kept).status_code == 401
        dana.sends("/admin/login", login="dana", password=PASSWORD, **kept)
    assert dana.sends("/admin/login/code", code="000000", **kept).status_code == 401
    assert f'name="note" value="{NOTE}"' in dana.page
    assert dana.sends("/admin/login/code", code=office.code("dana"), **kept).status_code == 200
    assert f'action="{at}/resolve"' in dana.page
    assert f">\n{NOTE}</textarea>" in dana.page


def test_an_admin_resets_what_somebody_has_lost(either_office: Office) -> None:
    dana, codes = set_up(either_office, "dana")
    either_office.hires("alex", Role.ADMIN)
    alex = either_office.browser("alex")
    alex.opens("/admin/staff/1")
    alex.sends("/admin/staff/1", act="reset", password=PASSWORD)
    assert "The second factor is reset." in alex.page
    assert dana.opens("/admin/").location == "/admin/login"
    dana = either_office.browser("dana")
    dana.opens("/admin/account")
    assert "You have none." in dana.page
    set_up(either_office, "dana")
    stranger = with_password(either_office, "dana")
    assert stranger.sends("/admin/login/code", code=codes[0]).status_code == 401


def test_the_secret_is_never_in_clear_in_the_database(either_office: Office) -> None:
    set_up(either_office, "dana")
    assert not either_office.tables_name(either_office.apps["dana"])
    assert either_office.tables_name("dana")


def test_the_pages_need_nothing_from_elsewhere_and_are_light(office: Office) -> None:
    office.hires("alex", Role.ADMIN)
    alex = office.browser()
    alex.logs_in("alex")
    answer = alex.client.get("/admin/login/enrol", headers={"Accept-Encoding": "gzip"})
    assert weight(answer) + 3200 <= BUDGET
    alex.opens("/admin/login/enrol")
    assert "<svg" in alex.page
    assert not re.findall(r"<script|<style|<img|<iframe| style=| on[a-z]+=|http-equiv", alex.page)
