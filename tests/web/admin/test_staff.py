"""Adding coordinators."""

from typing import Any

import pytest

from checkin.usecases.staff import NotAdded, add_coordinator, log_in
from tests.web.admin.office import PASSWORD, Office

GOOD: dict[str, Any] = {
    "login": "eve",
    "name": "Eve",
    "password": PASSWORD,
    "number": "+12125550144",
    "language": "en",
}


def test_one_who_was_added_can_log_in_and_be_paged(either_office: Office) -> None:
    services = either_office.services
    added = add_coordinator(services, **GOOD | {"login": " Eve "})
    found = log_in(services, "EVE", PASSWORD)
    assert found
    assert (found.id, found.name, found.language) == (added, "Eve", "en")
    with services.look() as work:
        assert [one.coordinator_id for one in work.escalations.cover().staff] == [added]


def test_a_login_that_is_taken_changes_nothing(either_office: Office) -> None:
    services = either_office.services
    with pytest.raises(NotAdded, match="taken"):
        add_coordinator(services, **GOOD | {"login": "Dana", "password": "another password"})
    found = log_in(services, "dana", PASSWORD)
    assert found
    assert found.name == "Dana"
    with services.look() as work:
        assert not work.escalations.cover().staff
    assert either_office.lines() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "only eleven"}, "at least 12 characters"),
        ({"login": "e"}, "2 to 64"),
        ({"login": "eve smith"}, "2 to 64"),
        ({"login": "eve@example.org"}, "2 to 64"),
        ({"name": "  "}, "needs a name"),
        ({"number": "12345"}, "can be texted"),
    ],
)
def test_what_is_not_right_is_refused(office: Office, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(NotAdded, match=said):
        add_coordinator(office.services, **GOOD | wrong)
    assert log_in(office.services, "eve", GOOD["password"]) is None
