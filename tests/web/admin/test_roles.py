"""Who may open which page, over HTTP: each role at each door."""

import pytest

from checkin.domain.staff import Right, Role, may
from checkin.web.admin.rights import HOMES, NEEDS, OPEN
from tests.web.admin.office import Office

MAY = {  # an address that needs the right and nothing to be there
    Right.WORK: "/admin/escalations/1",
    Right.AUDIT: "/admin/audit",
    Right.STAFF: "/admin/staff",
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("right", sorted(MAY))
def test_a_page_is_shown_to_who_may_see_it_and_refused_to_the_others(
    office: Office, role: Role, right: Right
) -> None:
    office.hires("robin", role)
    office.raises(office.enrols())
    robin = office.browser("robin")
    answer = robin.opens(MAY[right])
    if may(role, right):
        assert answer.status_code == 200
        return
    assert answer.status_code == 403
    assert "This page is not for your login" in robin.page
    assert "ask an admin" in robin.page


@pytest.mark.parametrize("role", list(Role))
def test_every_door_refuses_each_role_that_may_not_pass(office: Office, role: Role) -> None:
    office.hires("robin", role)
    robin = office.browser("robin")
    values = {"escalation_id": 1, "member_id": 1, "_act": "take", "its_id": 1}
    values |= {"coordinator_id": 1, "shift_id": 1, "_form": "how", "pairing_id": 1}
    values |= {"circle_id": 1, "doing": "show", "_decision": "approve"}
    token = {"csrf_token": robin.token()}
    refused, guarded = set(), set()
    for rule in office.app.url_map.iter_rules():
        if not rule.rule.startswith("/admin") or rule.endpoint in OPEN | {"admin.log_out"}:
            continue
        guarded.add(rule.endpoint)
        built = rule.build({k: v for k, v in values.items() if k in rule.arguments})
        assert built
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        answer = robin.client.open(built[1], method=method, data=token)
        if answer.status_code == 403:
            refused.add(rule.endpoint)

    homes = HOMES if may(role, Right.AUDIT) else set()
    assert refused == {door for door in guarded if not may(role, NEEDS[door])} - homes


def test_a_link_to_the_staff_is_there_for_admins_only(office: Office) -> None:
    office.hires("alex", Role.ADMIN)
    seen = {}
    for login in ("dana", "alex"):
        browser = office.browser(login)
        browser.opens("/admin/")
        seen[login] = 'href="/admin/staff"' in browser.page
    assert seen == {"dana": False, "alex": True}


def test_a_page_that_names_no_right_is_refused_to_everybody(office: Office) -> None:
    office.app.add_url_rule("/admin/forgotten", "admin.forgotten", lambda: "something")
    office.hires("alex", Role.ADMIN)
    assert office.browser("alex").opens("/admin/forgotten").status_code == 403
