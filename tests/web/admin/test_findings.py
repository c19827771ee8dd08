"""What the rules found in a text, shown beside it, and judged by a coordinator."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import ESCALATION_EVENT, FINDING
from checkin.adapters.tables.findings import LONGEST_RULES
from checkin.domain.escalation import Outcome
from checkin.domain.member import Member
from checkin.usecases import acting, desk
from checkin.usecases.inbound_text import receive
from checkin.usecases.ports.records import InboundText
from tests.web.admin.office import CLEO, Browser, Office, statements
from tests.web.admin.test_weight import BUDGET, weight

DANGER = "I want to kill myself"
WORRY = "everything is hopeless"
RULES = re.compile(r"Rules: ([a-z_0-9., -]+)<")
NUMBER = "+12125550187"


def writes(office: Office, body: str, number: str = NUMBER) -> None:
    """A text arrives."""
    office.later(minutes=1)
    provider_id = f"SM{office.moment.timestamp():.0f}"
    receive(office.services, InboundText(provider_id, number, body, 1))


def rows(office: Office, *columns: sa.Column[Any]) -> list[Any]:
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(sa.select(*columns).order_by(columns[0].table.c.id)).all()
    engine.dispose()
    return [tuple(row) for row in found]


def judged(browser: Browser, verdict: str, message: int = 0) -> Any:
    """Press one of the two buttons beside a text of the page that is shown, by the text's place."""
    action = re.findall(r'action="(/admin/messages/\d+/judge)"', browser.page)[message]
    back = re.findall(r'name="back" value="([^"]+)"', browser.page)[message]
    return browser.sends(action, verdict=verdict, back=back)


@pytest.fixture
def ana(office: Office) -> Member:
    """A member who has written two texts, and what is open about her."""
    ana = office.enrols("Ana", NUMBER)
    writes(office, "good morning")
    writes(office, DANGER)
    return ana


def test_a_text_shows_what_was_found_in_it_and_by_which_rules(either_office: Office) -> None:
    ana = either_office.enrols("Ana", NUMBER)
    writes(either_office, "good morning")
    writes(either_office, DANGER)
    dana = either_office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}")
    (rules,) = RULES.findall(dana.page)
    assert rules.replace(", ", " ") == rows(either_office, FINDING.rules)[0][0]
    assert dana.page.count("Read as danger") == 1
    assert dana.page.count(">Right<") == dana.page.count(">Wrong<") == 1


def test_an_escalation_for_danger_shows_which_rules(office: Office, ana: Member) -> None:
    with office.services.look() as work:
        (open_,) = work.desk.concerns_of(ana.id)
    dana = office.browser("dana")
    dana.opens(f"/admin/escalations/{open_.escalation.id}")
    card, _, history = dana.page.partition('id="history"')
    assert RULES.findall(card) == RULES.findall(history) != []
    assert "Read as danger" in card
    assert ">Right<" not in card


def test_a_verdict_is_kept_with_who_and_when_and_in_the_timeline(
    either_office: Office,
) -> None:
    office = either_office
    ana = office.enrols("Ana", NUMBER)
    writes(office, DANGER)
    ((_, rules),) = rows(office, FINDING.message_id, FINDING.rules)
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}")
    answer = judged(dana, "wrong")
    assert (answer.status_code, answer.location) == (303, f"/admin/members/{ana.id}#t1")
    assert "Noted: the rules were wrong. They still look for danger" in dana.page
    assert "Dana says: wrong (11:01)" in dana.page
    office.later(minutes=5)
    omar = office.browser("omar")
    omar.opens(f"/admin/members/{ana.id}")
    judged(omar, "right")
    assert "Omar says: right (11:06)" in omar.page
    ((verdict, by, _),) = rows(office, FINDING.verdict, FINDING.judged_by, FINDING.judged_at)
    assert (verdict, by) == ("right", 2)
    escalation = desk.listing(office.services, None).concerns[0].escalation.id
    omar.opens(f"/admin/escalations/{escalation}")
    timeline = omar.page.partition("What happened here")[2].partition('id="history"')[0]
    for said in ("rules were wrong · <bdi>Dana</bdi>", "rules were right · <bdi>Omar</bdi>"):
        assert said in timeline
    assert timeline.count(f">{rules}<") == 2
    whats = [what for what, _ in rows(office, ESCALATION_EVENT.what, ESCALATION_EVENT.id)]
    assert whats == ["opened", "judged_wrong", "judged_right"]


def test_a_wrong_one_never_mutes_later_ones(office: Office, ana: Member) -> None:
    dana = office.browser("dana")
    for _ in range(3):
        dana.opens(f"/admin/members/{ana.id}")
        judged(dana, "wrong")
        escalation = desk.listing(office.services, None).concerns[0].escalation.id
        acting.take(office.services, escalation, CLEO)
        acting.resolve(office.services, escalation, CLEO, "She was joking.", Outcome.MISTAKE)
        assert desk.listing(office.services, None).counts["red"] == 0
        writes(office, DANGER)
        assert desk.listing(office.services, None).counts["red"] == 1
    verdicts = [verdict for _, verdict in rows(office, FINDING.id, FINDING.verdict)]
    assert verdicts == ["wrong", "wrong", "wrong", ""]
    whats = [what for _, what in rows(office, ESCALATION_EVENT.id, ESCALATION_EVENT.what)]
    assert whats == ["opened", "judged_wrong", "taken", "resolved"] * 3 + ["opened"]


def test_a_strangers_text_is_judged_on_the_escalation(office: Office) -> None:
    writes(office, DANGER)
    escalation = desk.listing(office.services, None).concerns[0].escalation.id
    dana = office.browser("dana")
    dana.opens(f"/admin/escalations/{escalation}")
    assert judged(dana, "right").location == f"/admin/escalations/{escalation}#t1"
    assert "Dana says: right" in dana.page
    assert "rules were right · <bdi>Dana</bdi>" in dana.page


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/admin/messages/3/judge", {"verdict": "maybe"}, 400),
        ("/admin/messages/3/judge", {}, 400),
        ("/admin/messages/1/judge", {"verdict": "right"}, 404),  # nothing was found in it
        ("/admin/messages/99/judge", {"verdict": "right"}, 404),
    ],
)
def test_what_cannot_be_judged_is_not(
    office: Office, ana: Member, path: str, fields: dict[str, str], status: int
) -> None:
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}")
    assert dana.sends(path, **fields).status_code == status
    assert [verdict for _, verdict in rows(office, FINDING.id, FINDING.verdict)] == [""]


def test_without_its_token_no_verdict_is_taken(office: Office, ana: Member) -> None:
    dana = office.browser("dana")
    forged = dana.client.post("/admin/messages/3/judge", data={"verdict": "wrong"})
    assert forged.status_code == 400
    assert dana.client.get("/admin/messages/3/judge").location == "/admin/"
    assert [verdict for _, verdict in rows(office, FINDING.id, FINDING.verdict)] == [""]


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", ""])
def test_it_never_leads_to_another_site(office: Office, ana: Member, back: str) -> None:
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}")
    answer = dana.sends("/admin/messages/3/judge", verdict="right", back=back)
    assert answer.location == "/admin/#t3"


def test_a_page_full_of_findings_is_light_and_costs_no_more_statements(office: Office) -> None:
    counted = []
    for number, bodies in (("+12125550188", 1), ("+12125550189", 26)):
        member = office.enrols("Ana", number)
        for n in range(bodies):
            writes(office, f"{DANGER} {n * 2654435761:x}", number)
        dana = office.browser("dana")
        with statements() as seen:
            answer = dana.client.get(
                f"/admin/members/{member.id}", headers={"Accept-Encoding": "gzip"}
            )
        counted.append(len(seen))
    assert counted[0] == counted[1]
    assert weight(answer) + 3000 <= BUDGET


def test_rules_that_were_cut_off_are_not_counted(office: Office, ana: Member) -> None:
    """The column holds so many letters: of a longer list the last id may be half of one."""
    engine = connect_to(office.settings.database_url)
    long = ("en.suicide.wish " * 40)[:LONGEST_RULES]
    with engine.begin() as connection:
        values = {"rules": long, "verdict": "right"}
        connection.execute(sa.update(FINDING.id.table).values(values))
    engine.dispose()
    with office.services.look() as work:
        assert [tally.rule for tally in work.findings.tallies()] == ["en.suicide.wish"]


def test_the_worst_of_what_was_found_is_shown_with_the_escalation(office: Office) -> None:
    office.enrols("Ana", NUMBER)
    for _ in range(4):
        writes(office, WORRY)
    writes(office, DANGER)
    escalation = desk.listing(office.services, None).concerns[0].escalation.id
    dana = office.browser("dana")
    dana.opens(f"/admin/escalations/{escalation}")
    card = dana.page.partition("What happened here")[0]
    assert (card.count("Read as danger"), card.count("Read as worrying")) == (1, 2)
    assert card.index("Read as danger") < card.index("Read as worrying")
