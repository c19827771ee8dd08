"""Every door is guarded by default: the carrier's by its signature, the page's by a login."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from checkin.web.admin.rights import NEEDS
from tests.architecture.sources import application

OPEN_TO_ALL = {
    "/healthz": "says only that the process answers",
    "/readyz": "says only what of it is well",
    "/metrics": "numbers without people",
    "/recordings/<language>/<key>.<any(mp3, wav):kind>": "the prompts that everybody may hear",
}
WITHOUT_LOGIN = {
    "admin.login": "the login itself",
    "admin.log_in": "the login itself",
    "admin.second": "the second step of the login",
    "admin.answer": "the second step of the login",
    "admin.enrolment": "the second step of the login, before there is a second factor",
    "admin.enrol": "the second step of the login, before there is a second factor",
    "admin.style": "the style sheet of the login",
}
RIGHTS = {  # each door of the page, by its method and address, and what it asks for
    "GET /admin": "work",
    "GET /admin/": "work",
    "GET /admin/escalations/<escalation_id>": "work",
    "GET /admin/escalations/<escalation_id>/<_act>": "work",
    "POST /admin/escalations/<escalation_id>/take": "work",
    "POST /admin/escalations/<escalation_id>/resolve": "work",
    "GET /admin/members/<member_id>": "work",
    "GET /admin/members/<member_id>/show": "work",
    "POST /admin/members/<member_id>/show": "work",
    "POST /admin/escalations/<escalation_id>/show": "work",
    **{
        f"POST /admin/escalations/<escalation_id>/{act}": "work"
        for act in ("pass_on", "hand_over", "write", "call", "merge", "release", "drop")
    },
    **dict.fromkeys(
        (
            *("GET /admin/pairings", "POST /admin/pairings/propose", "GET /admin/pairings/propose"),
            *("GET /admin/pairings/<pairing_id>", "GET /admin/pairings/<pairing_id>/others"),
            *(
                "GET /admin/pairings/<pairing_id>/<_decision>",
                "GET /admin/members/<member_id>/wishes",
            ),
            "POST /admin/members/<member_id>/wishes",
        ),
        "work",
    ),
    **{
        f"POST /admin/pairings/<pairing_id>/{act}": "work"
        for act in ("approve", "unpair", "block", "unblock", "swap")
    },
    "GET /admin/members": "work",
    "POST /admin/members/find": "work",
    "GET /admin/members/find": "work",
    "GET /admin/members/new": "work",
    "POST /admin/members/new": "work",
    "GET /admin/members/<member_id>/change": "work",
    "GET /admin/members/<member_id>/<_form>": "work",
    **{
        f"POST /admin/members/<member_id>/{form}": "work"
        for form in ("how", "pause", "back", "number", "note")
    },
    "GET /admin/members/<member_id>/consent": "work",
    "GET /admin/sheet": "work",
    "GET /admin/circles": "work",
    "POST /admin/circles": "work",
    "GET /admin/circles/<circle_id>": "work",
    "GET /admin/circles/<circle_id>/<doing>": "work",
    "POST /admin/circles/<circle_id>/<doing>": "work",
    "GET /admin/shifts": "work",
    "POST /admin/shifts": "shifts",
    "GET /admin/shifts/<shift_id>/remove": "shifts",
    "POST /admin/shifts/<shift_id>/remove": "shifts",
    "GET /admin/report": "reports",
    "GET /admin/report.csv": "reports",
    "GET /admin/audit": "audit",
    "GET /admin/messages/<its_id>/judge": "work",
    "POST /admin/messages/<its_id>/judge": "work",
    "GET /admin/messages/<its_id>/stop": "work",
    "POST /admin/messages/<its_id>/stop": "work",
    "GET /admin/recordings/<its_id>": "work",
    "GET /admin/recordings/<its_id>/stop": "work",
    "POST /admin/recordings/<its_id>/stop": "work",
    "POST /admin/logout": "login",
    "GET /admin/account": "login",
    "POST /admin/account": "login",
    "GET /admin/staff": "staff",
    "GET /admin/staff/new": "staff",
    "POST /admin/staff/new": "staff",
    "GET /admin/staff/<coordinator_id>": "staff",
    "POST /admin/staff/<coordinator_id>": "staff",
}
CONVERTER = re.compile(r"<(?:[^<>]*:)?(\w+)>")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application with all its routes."""
    return application(tmp_path)


def rules(app: Flask, folder: str) -> list[Rule]:
    """The routes below this folder."""
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(folder)]


def asked(client: FlaskClient, rule: Rule) -> Iterator[tuple[str, int, str]]:
    """What each method of a route answers to somebody who has no business here."""
    built = rule.build({name: _value(rule, name) for name in rule.arguments})
    assert built, rule.rule
    for method in METHODS:
        if method in (rule.methods or ()):
            answer = client.open(built[1], method=method)
            yield method, answer.status_code, answer.headers.get("Location", "")


def _value(rule: Rule, name: str) -> object:
    """Something that may stand in this part of the address."""
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"


def test_every_door_of_the_carrier_refuses_what_is_not_signed(app: Flask) -> None:
    found = rules(app, "/twilio/")

    answers = [answer for rule in found for answer in asked(app.test_client(), rule)]

    assert len(found) > 5
    assert {status for _, status, _ in answers} == {403}
    assert {method for method, _, _ in answers} == {"POST"}


def test_every_page_demands_a_login(app: Flask) -> None:
    found = [rule for rule in rules(app, "/admin") if rule.endpoint not in WITHOUT_LOGIN]

    for rule in found:
        for method, status, location in asked(app.test_client(), rule):
            if method == "GET":
                assert (status, location.partition("?")[0]) == (303, "/admin/login"), rule.rule
            else:
                # Without the token of a form it is refused before anybody asks who it is.
                assert status in (400, 401), rule.rule

    assert len(found) > 5
    assert {rule.endpoint for rule in rules(app, "/admin")} >= WITHOUT_LOGIN.keys()


def test_every_page_names_the_right_it_asks_for(app: Flask) -> None:
    found = {
        method + " " + CONVERTER.sub(r"<\1>", rule.rule): NEEDS[rule.endpoint].value
        for rule in rules(app, "/admin")
        if rule.endpoint not in WITHOUT_LOGIN
        for method in sorted((rule.methods or set()) & set(METHODS))
    }

    assert found == RIGHTS
    assert {rule.endpoint for rule in rules(app, "/admin")} == NEEDS.keys() | WITHOUT_LOGIN.keys()


def test_nothing_else_has_a_door(app: Flask) -> None:
    found = {rule.rule for rule in app.url_map.iter_rules()}

    others = {rule for rule in found if not rule.startswith(("/twilio/", "/admin"))}

    assert others == OPEN_TO_ALL.keys()
