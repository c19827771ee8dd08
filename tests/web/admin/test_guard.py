"""Every page needs a login, by default."""

import pytest

from checkin.web.admin.headers import POLICY
from checkin.web.admin.rights import OPEN
from tests.web.admin.office import Office


def test_every_route_but_the_login_and_the_sheet_asks_for_a_login(office: Office) -> None:
    rules = [rule for rule in office.app.url_map.iter_rules() if rule.rule.startswith("/admin")]
    guarded = [rule for rule in rules if rule.endpoint not in OPEN]
    steps = {"admin.second", "admin.answer", "admin.enrolment", "admin.enrol"}
    assert steps | {"admin.login", "admin.log_in", "admin.style"} == OPEN
    assert len(guarded) >= 8
    for rule in guarded:
        values = {
            "escalation_id": 1,
            "member_id": 1,
            "pairing_id": 1,
            "_decision": "approve",
            "_act": "take",
            "_form": "how",
            "its_id": 1,
            "shift_id": 1,
            "coordinator_id": 1,
            "circle_id": 1,
            "doing": "show",
        }
        path = rule.build({k: v for k, v in values.items() if k in rule.arguments})
        assert path
        for method in (rule.methods or set()) - {"OPTIONS"}:
            answer = office.browser().client.open(path[1], method=method)
            expected = 303 if method in ("GET", "HEAD") else 401
            assert answer.status_code == expected, (rule.rule, method)
            assert "Ana" not in answer.get_data(as_text=True)


def test_the_login_leads_back_to_what_was_asked_for(office: Office) -> None:
    answer = office.browser().opens("/admin/escalations/7?before=t3")
    assert answer.location == "/admin/login?next=/admin/escalations/7?before%3Dt3"


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/login", "/admin/members/1", "/admin/nothing", "/admin/escalations/99"],
)
def test_every_page_has_the_headers_and_is_not_kept(office: Office, path: str) -> None:
    office.enrols()
    answer = office.browser("dana").opens(path)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "script" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_carriers_door_has_no_cookie_and_needs_no_token_of_a_form(office: Office) -> None:
    answer = office.app.test_client().post("/twilio/sms", data={"Body": "1"})
    assert answer.status_code == 403
    assert answer.get_data(as_text=True).count("csrf") == 0
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_form_without_its_token_does_nothing(office: Office) -> None:
    escalation = office.raises(office.enrols())
    dana = office.browser("dana")
    answer = dana.client.post(f"/admin/escalations/{escalation}/take", data={})
    assert answer.status_code == 400
    dana.opens(f"/admin/escalations/{escalation}")
    assert "Nobody has it yet" in dana.page


def test_an_address_in_a_text_leads_on_without_naming_a_host(office: Office) -> None:
    assert office.browser("dana").opens("/admin").location == "/admin/"
