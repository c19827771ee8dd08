"""Logging in and out: who gets in, for how long, and how often one may try."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from redis import Redis

from checkin.adapters.passwords import HASHER, NOBODYS, ArgonPasswords
from checkin.web.admin.sessions import IDLE
from tests.town.database import fresh_sqlite
from tests.web.admin.office import PASSWORD, Office


def test_a_coordinator_logs_in_and_sees_the_list(office: Office) -> None:
    dana = office.browser()
    response = dana.logs_in("dana")
    assert (response.status_code, response.location) == (303, "/admin/")
    assert dana.opens("/admin/").status_code == 200
    assert "Who is waiting" in dana.page


def test_however_the_login_is_typed(office: Office) -> None:
    assert office.browser().logs_in("  DANA ").status_code == 303


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(office: Office) -> None:
    wrong, unknown = office.browser(), office.browser()
    assert wrong.logs_in("dana", "not the password").status_code == 401
    assert unknown.logs_in("nobody", "not the password").status_code == 401
    told = [b.page.partition('role="alert"')[2].partition("</p>")[0] for b in (wrong, unknown)]
    assert told[0] == told[1]
    assert "do not go together" in told[0]
    assert 'value="dana"' in wrong.page
    assert "not the password" not in wrong.page


def test_an_unknown_login_costs_as_much_as_a_wrong_password() -> None:
    assert not HASHER.check_needs_rehash(NOBODYS)

    class Counting(PasswordHasher):
        verified = 0

        def verify(self, hash: Any, password: Any) -> Any:
            Counting.verified += 1
            return super().verify(hash, password)

    passwords = ArgonPasswords(Counting(time_cost=1, memory_cost=8, parallelism=1))
    assert not passwords.match("anything at all", None)
    assert not passwords.match("anything at all", passwords.hashed(PASSWORD))
    assert passwords.match(PASSWORD, passwords.hashed(PASSWORD))
    assert Counting.verified == 3


def test_a_password_is_the_same_on_every_keyboard() -> None:
    passwords = ArgonPasswords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    assert passwords.match("cafe\u0301 au lait!", passwords.hashed("caf\u00e9 au lait!"))


def test_after_ten_tries_a_login_must_wait_even_with_the_right_password(office: Office) -> None:
    stranger = office.browser()
    tried = [stranger.logs_in("dana", "a wrong password").status_code for _ in range(10)]
    assert tried == [401] * 10
    refused = stranger.logs_in("dana")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
    assert "wait 15 min, then" in stranger.page
    assert office.browser().logs_in("omar").status_code == 303


def test_one_address_cannot_try_all_logins(office: Office) -> None:
    stranger = office.browser()
    tried = [stranger.logs_in(f"guess{n}", "a wrong password").status_code for n in range(61)]
    assert tried == [401] * 60 + [429]


def test_tries_of_an_address_are_counted_in_redis_across_processes_without_the_login(
    tmp_path: Path, redis_url: str
) -> None:
    database_url = fresh_sqlite(tmp_path)
    first, second = (Office(database_url, tmp_path, redis_url=redis_url) for _ in range(2))
    for office in (first, second):
        for number in range(30):
            tried = office.browser().logs_in(f"dana{number}", "a wrong password")
            assert tried.status_code == 401
    assert first.browser().logs_in("dana", "a wrong password").status_code == 429
    with Redis.from_url(redis_url, decode_responses=True) as client:
        counted = client.keys("*")
    assert counted
    assert not [key for key in counted if "dana" in key]
    for office in (first, second):
        office.services.close()


@pytest.mark.parametrize("login", ["dana", "nobody"])
def test_processes_share_what_was_tried_at_a_login_whether_anybody_has_it(
    either_office: Office, tmp_path: Path, login: str
) -> None:
    other = Office(either_office.settings.database_url, tmp_path)
    for office in (either_office, other):
        for _ in range(5):
            assert office.browser().logs_in(login, "a wrong password").status_code == 401
    held = [office.browser().logs_in(login.upper()) for office in (either_office, other)]
    assert [answer.status_code for answer in held] == [429, 429]
    assert either_office.tables_name(login) == (login == "dana")
    other.services.close()


def test_the_wait_grows_and_ends_with_the_right_password(office: Office) -> None:
    waits = []
    for _ in range(12):
        stranger = office.browser()
        answer = stranger.logs_in("dana", "a wrong password")
        if answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            office.later(seconds=waits[-1])
            assert stranger.logs_in("dana", "a wrong password").status_code == 401
    assert waits == [900, 1800]
    office.later(hours=1)
    dana = office.browser("dana")
    assert "Wrong passwords or codes typed before it: 12." in dana.page
    dana.client.delete_cookie("checkin")
    assert dana.logs_in("dana", "a wrong password").status_code == 401
    assert dana.logs_in("dana").status_code == 303


def test_a_login_says_when_the_last_one_was_and_what_was_tried_since(either_office: Office) -> None:
    dana = either_office.browser("dana")
    assert "This is your first login." in dana.page
    either_office.later(hours=3)
    either_office.browser().logs_in("dana", "a wrong password")
    dana = either_office.browser("dana")
    assert "Your last login was at 03:00." in dana.page
    assert "typed since then: 1." in dana.page
    dana = either_office.browser("dana")
    assert "Your last login was at 06:00.</p>" in dana.page


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(office: Office) -> None:
    dana = office.browser("dana")
    office.later(hours=12)
    assert dana.opens("/admin/").status_code == 200
    office.later(seconds=1)
    assert dana.opens("/admin/").location == "/admin/login"
    assert dana.opens("/admin/login").status_code == 200


def test_logging_out_everywhere_ends_every_session(either_office: Office) -> None:
    here, there = either_office.browser("dana"), either_office.browser("dana")
    omar = either_office.browser("omar")
    here.opens("/admin/account")
    assert here.sends("/admin/account", act="everywhere").location == "/admin/login"
    assert "You are logged out everywhere." in here.page
    assert there.opens("/admin/").location == "/admin/login"
    assert omar.opens("/admin/").status_code == 200


def test_a_login_begins_a_session_of_its_own(office: Office) -> None:
    dana = office.browser()
    dana.opens("/admin/login")
    before = dana.client.get_cookie("checkin")
    with dana.client.session_transaction("/admin/login") as session:
        session["planted"] = "by somebody else"
    with dana.client.session_transaction("/admin/login") as session:
        assert "planted" in session
    dana.logs_in("dana")
    with dana.client.session_transaction("/admin/login") as session:
        assert "planted" not in session
        assert "_user_id" in session
    assert before is not None
    assert dana.client.get_cookie("checkin") != before


def test_a_logout_ends_it(office: Office) -> None:
    dana = office.browser("dana")
    dana.opens("/admin/")
    assert dana.sends("/admin/logout").location == "/admin/login"
    assert "You are logged out" in dana.page
    assert dana.opens("/admin/").location == "/admin/login"


def test_a_copied_cookie_opens_nothing_after_the_logout(either_office: Office) -> None:
    dana, elsewhere = either_office.browser("dana"), either_office.browser("dana")
    dana.opens("/admin/")
    copied = dana.client.get_cookie("checkin")
    assert copied is not None
    dana.sends("/admin/logout")

    dana.client.set_cookie("checkin", copied.value)

    assert dana.opens("/admin/").location == "/admin/login"
    assert elsewhere.opens("/admin/").status_code == 200


def test_a_session_nobody_uses_ends_after_fifteen_minutes(office: Office) -> None:
    assert IDLE.total_seconds() == 15 * 60
    dana = office.browser("dana")
    assert "Expires=" in dana.opens("/admin/").headers["Set-Cookie"]  # each page begins them anew
    office.app.permanent_session_lifetime = timedelta(seconds=-1)  # as if it were that old
    assert dana.opens("/admin/").status_code == 303


@pytest.mark.parametrize("changed", ["password_hash", "active"])
def test_a_session_ends_with_the_password_or_the_work(office: Office, changed: str) -> None:
    dana = office.browser("dana")
    value = False if changed == "active" else office.services.passwords.hashed("another password")
    office.changes_coordinator("dana", **{changed: value})
    assert dana.opens("/admin/").status_code == 303


def test_over_https_the_cookie_is_ours_alone(tmp_path: Path) -> None:
    office = Office(fresh_sqlite(tmp_path), tmp_path, public_base_url="https://example.org")
    response = office.browser().opens("/admin/login")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-checkin=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    office.services.close()


def test_on_this_machine_the_cookie_needs_no_https(office: Office) -> None:
    response = office.browser().opens("/admin/login")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/admin/escalations/5", "/admin/escalations/5"),
        ("/admin/members/5?before=t3-c2", "/admin/members/5?before=t3-c2"),
        ("https://evil.example/admin/", "/admin/"),
        ("//evil.example", "/admin/"),
        ("/admin/\\evil.example", "/admin/"),
        ("/admin/logout", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_a_login_leads_on_to_our_own_pages_only(office: Office, asked: str, led_to: str) -> None:
    assert office.browser().logs_in("dana", next=asked).location == led_to
