"""What is made to be printed: who is open on a sheet, and a member's record of consent."""

import re

import pytest

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind
from checkin.domain.invitation import confirmed
from checkin.domain.member import Member
from checkin.usecases.moving import change_number
from tests.web.admin.office import Browser, Office

VERSION = re.compile(r"Words: version ([0-9a-f]{16}), (\w+)")


def agrees(office: Office, member: Member, evidence: str = "form 12") -> None:
    with office.services.begin() as work:
        decision = confirmed(member, evidence, office.moment)
        work.apply(decision, office.moment, office.services.policy)


def says(office: Office, *events: ConsentEvent) -> None:
    with office.services.begin() as work:
        work.apply(Decision(events), office.moment, office.services.policy)


def lines(browser: Browser) -> list[str]:
    """What each event of the record says, without its marks."""
    found = re.findall(r"<b>([^<]+: [^<]+)</b>([^<]*)<small>", browser.page)
    return [" ".join("".join(pair).split()) for pair in found]


def test_the_sheet_says_who_what_how_urgent_since_when_and_until_when(
    either_office: Office,
) -> None:
    office = either_office
    ana = office.enrols("Ana María", "+12125550187", language="sw")
    danger = office.raises(ana, EscalationKind.DANGER)
    ben = office.enrols("Ben", "+12125550155")
    office.raises(ben)
    omar = office.browser("omar")
    omar.opens(f"/admin/escalations/{danger}")
    omar.sends(f"/admin/escalations/{danger}/take")
    office.later(minutes=90)
    dana = office.browser("dana")

    dana.opens("/admin/sheet")

    one, two = dana.page.partition('<ol class="sheet">')[2].split("</li>")[:2]
    for said in (">Red<", "<bdi>Ana</bdi> …87", "May be in danger", "Swahili", "With Omar"):
        assert said in one, said
    assert "since 03:00 (1 h 30 min) · next step" in one
    assert "María" not in dana.page
    for said in ("<bdi>Ben</bdi> …55", "Not OK", "English", "Nobody has it yet"):
        assert said in two, said
    assert one.count('class="write"') == 2
    assert "5550187" not in dana.page
    assert "As of 04:30, New York time" in dana.page
    assert "call 911" in dana.page


def test_a_long_sheet_goes_on_without_gaps_or_repeats(office: Office) -> None:
    for number in range(45):
        office.raises(office.enrols(f"N{number:02}"))
    dana = office.browser("dana")
    dana.opens("/admin/sheet")
    first = re.findall(r"<bdi>(N\d\d)</bdi>", dana.page)
    following = re.search(r'href="(/admin/sheet\?after=[^"]+)"', dana.page)
    assert following
    dana.opens(following[1])

    assert first + re.findall(r"<bdi>(N\d\d)</bdi>", dana.page) == [f"N{n:02}" for n in range(45)]
    assert "the next sheet" not in dana.page


def test_a_sheet_on_a_quiet_night_says_so(office: Office) -> None:
    dana = office.browser("dana")
    dana.opens("/admin/sheet")
    assert "Nobody is waiting" in dana.page


def test_the_record_shows_the_words_their_version_and_what_proves_it(
    either_office: Office,
) -> None:
    office = either_office
    ana = office.enrols("Ana", language="es")
    agrees(office, ana, "form 12, folder B")
    dana = office.browser("dana")

    dana.opens(f"/admin/members/{ana.id}/consent")

    assert lines(dana) == ["Check-ins by call: confirmed", "Check-ins by text: confirmed"]
    assert "<bdi>form 12, folder B</bdi>" in dana.page
    assert re.search(r'<blockquote dir="auto" lang="es">[^<]*responde S', dana.page)
    versions = VERSION.findall(dana.page)
    assert len(set(versions)) == 1
    assert versions[0][1] == "Spanish"
    stands = dana.page.partition("What stands now")[2].partition("</ul>")[0]
    assert re.findall(r"<li>([^<]+)</li>", stands) == ["Check-ins by call", "Check-ins by text"]


def test_another_wording_is_another_version(office: Office) -> None:
    ana = office.enrols("Ana")
    agrees(office, ana)
    recording = ConsentEvent(
        ana.line_id,
        ana.id,
        Purpose.RECORDING,
        Action.GRANTED,
        Medium.TEXT,
        "a text",
        wording="allow.recording",
        language="en",
    )
    says(office, recording)
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}/consent")
    assert len({version for version, _ in VERSION.findall(dana.page)}) == 2


def test_the_record_holds_what_was_said_on_earlier_numbers_and_nothing_of_others(
    either_office: Office,
) -> None:
    office = either_office
    ana = office.enrols("Ana", "+12125550187")
    ben = office.enrols("Ben", "+12125550187")
    agrees(office, ana)
    agrees(office, ben)
    everybody = ConsentEvent(
        ana.line_id, None, Purpose.CHECKIN_CALL, Action.REVOKED, Medium.CALL, "a call"
    )
    says(office, everybody)
    change_number(office.services, "+12125550187", "+12125550144", "Ana", "called us")
    says(office, everybody)  # on the phone that is not Ana's any more
    dana = office.browser("dana")

    dana.opens(f"/admin/members/{ana.id}/consent")

    assert lines(dana) == [
        "Check-ins by text: renewed",
        "Everything: run out",
        "Check-ins by call: taken back, for everybody on the phone",
        "Check-ins by call: confirmed",
        "Check-ins by text: confirmed",
    ]
    assert "0187" not in dana.page
    dana.opens(f"/admin/members/{ben.id}/consent")
    assert lines(dana) == [
        "Check-ins by call: taken back, for everybody on the phone",
        "Check-ins by call: taken back, for everybody on the phone",
        "Check-ins by call: confirmed",
        "Check-ins by text: confirmed",
    ]


def test_a_long_record_goes_on(office: Office) -> None:
    ana = office.enrols("Ana")
    for _ in range(15):
        agrees(office, ana)
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}/consent")
    assert len(lines(dana)) == 20
    older = re.search(r'href="(/admin/members/\d+/consent\?below=\d+)"', dana.page)
    assert older
    dana.opens(older[1])
    assert len(lines(dana)) == 10


@pytest.mark.parametrize("path", ["/admin/members/99/consent", "/admin/members/99/change"])
def test_nobody_has_no_record(office: Office, path: str) -> None:
    assert office.browser("dana").opens(path).status_code == 404


def test_who_never_agreed_has_a_record_that_says_so(office: Office) -> None:
    ana = office.enrols("Ana")
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}/consent")
    assert "agreed to nothing that stands now" in dana.page
