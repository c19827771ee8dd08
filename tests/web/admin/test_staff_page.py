"""The page of the staff: an admin adds, changes and ends logins, with their own password again."""

import pytest

from checkin.domain.staff import Role
from checkin.usecases.staff import log_in
from tests.web.admin.office import PASSWORD, Browser, Office

NEW = {
    "login": "eve",
    "name": "Eve",
    "role": "supervisor",
    "number": "+1 212 555 0144",
    "password": "a first password",
    "own_password": PASSWORD,
}


def admin(office: Office) -> Browser:
    """Alex, who may, in front of the staff."""
    office.hires("alex", Role.ADMIN)
    alex = office.browser("alex")
    alex.opens("/admin/staff")
    return alex


def test_one_who_is_added_logs_in_with_their_role_and_is_paged(either_office: Office) -> None:
    alex = admin(either_office)
    alex.opens("/admin/staff/new")
    assert alex.sends("/admin/staff/new", **NEW).location == "/admin/staff"
    assert "They can log in now." in alex.page
    assert "<bdi>Eve</bdi>" in alex.page
    assert "555" not in alex.page
    eve = log_in(either_office.services, "eve", "a first password")
    assert eve
    assert eve.role is Role.SUPERVISOR
    with either_office.services.look() as work:
        assert [one.coordinator_id for one in work.escalations.cover().staff] == [eve.id]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"own_password": "not mine at all"}, "That is not your own password."),
        ({"login": "dana"}, "This login is taken."),
        ({"password": "short"}, "at least 12 characters"),
        ({"number": "12345"}, "This number cannot be texted."),
        ({"role": "auditor"}, "This role is not paged."),
        ({"role": "king"}, "Please choose what to do."),
    ],
)
def test_what_is_not_right_is_told_and_the_rest_is_still_there(
    office: Office, wrong: dict[str, str], said: str
) -> None:
    alex = admin(office)
    alex.opens("/admin/staff/new")
    assert alex.sends("/admin/staff/new", **NEW | wrong).status_code == 422
    assert said in alex.page
    assert 'value="Eve"' in alex.page
    assert "a first password" not in alex.page
    assert log_in(office.services, "eve", "a first password") is None


def test_another_role_ends_the_sessions_of_before(either_office: Office) -> None:
    alex, omar = admin(either_office), either_office.browser("omar")
    at = "/admin/staff/2"
    alex.opens(at)
    assert "<bdi>Omar</bdi>" in alex.page
    answer = alex.sends(at, act="role", role="auditor", password=PASSWORD)
    assert answer.location == "/admin/staff"
    assert omar.opens("/admin/").location == "/admin/login"
    assert either_office.browser("omar").opens("/admin/").location == "/admin/audit"


def test_a_login_that_has_ended_is_not_let_in_and_has_no_session(either_office: Office) -> None:
    alex, omar = admin(either_office), either_office.browser("omar")
    alex.opens("/admin/staff/2")
    alex.sends("/admin/staff/2", act="deactivate", role="coordinator", password=PASSWORD)
    assert "Login ended" in alex.page
    assert omar.opens("/admin/").location == "/admin/login"
    assert either_office.browser().logs_in("omar").status_code == 401
    alex.opens("/admin/staff/2")
    assert "add them under another login" in alex.page
    alex.opens("/admin/staff/1")  # a form whose token can be used for the one that has ended
    assert alex.sends("/admin/staff/2", act="deactivate", password=PASSWORD).status_code == 404


@pytest.mark.parametrize("act", ["role", "deactivate"])
def test_without_the_own_password_nothing_is_changed(office: Office, act: str) -> None:
    alex = admin(office)
    alex.opens("/admin/staff/2")
    answer = alex.sends("/admin/staff/2", act=act, role="auditor", password="not my password")
    assert answer.status_code == 422
    assert "That is not your own password." in alex.page
    omar = log_in(office.services, "omar", PASSWORD)
    assert omar
    assert omar.role is Role.COORDINATOR


@pytest.mark.parametrize("act", ["role", "deactivate"])
def test_nobody_changes_their_own_login(office: Office, act: str) -> None:
    alex = admin(office)
    alex.opens("/admin/staff/3")
    assert "This is your own login." in alex.page
    alex.opens("/admin/staff/2")
    answer = alex.sends("/admin/staff/3", act=act, role="auditor", password=PASSWORD)
    assert answer.status_code == 422
    assert alex.opens("/admin/staff").status_code == 200


def test_one_who_is_not_there_is_told_kindly(office: Office) -> None:
    assert admin(office).opens("/admin/staff/77").status_code == 404
