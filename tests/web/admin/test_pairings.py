"""The page of pairs: proposals with their reasons, who waits and why, and the acts on a pair."""

import re

import pytest

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision, MemberChanged
from checkin.domain.escalation import EscalationKind
from checkin.domain.member import Member, MemberState
from checkin.domain.pairing.offering import answered
from checkin.domain.staff import Role
from checkin.usecases.ports import Services
from tests.web.admin.office import Browser, Office
from tests.web.admin.test_weight import BUDGET, weight

SHEET = 3000  # bytes of the style sheet at most
PURPOSES = (Purpose.CHECKIN_TEXT, Purpose.BUDDY_CONTACT)


def willing(office: Office, name: str) -> Member:
    """A member who is with us and has agreed to a buddy."""
    member = office.enrols(name)
    events = tuple(
        ConsentEvent(member.line_id, member.id, purpose, Action.GRANTED, Medium.TEXT, "a test")
        for purpose in PURPOSES
    )
    active = MemberChanged(member.id, state=MemberState.ACTIVE)
    with office.services.begin() as work:
        work.apply(Decision((*events, active)), office.moment, office.services.policy)
    return member


def proposes(browser: Browser, shape: str = "pairs") -> None:
    """Have pairs proposed from the page."""
    browser.opens("/admin/pairings")
    assert browser.sends("/admin/pairings/propose", shape=shape).status_code == 303
    browser.opens("/admin/pairings")


def says_no(services: Services, pairing_id: int, member: Member, office: Office) -> None:
    """This member says no."""
    with services.begin() as work:
        pairing = work.pairings.get(pairing_id, office.moment)
        assert pairing
        said = answered(pairing, member.id, office.moment, yes=False)
        work.apply(said, office.moment, services.policy)


@pytest.fixture
def three(office: Office) -> list[Member]:
    """Ana, Eva and Ben, who would like a buddy."""
    return [willing(office, name) for name in ("Ana", "Eva", "Ben")]


def test_proposals_are_shown_with_points_and_approved(office: Office, three: list[Member]) -> None:
    dana = office.browser("dana")
    proposes(dana)
    assert len(re.findall(r'<li class="card">', dana.page)) == 1
    dana.opens("/admin/pairings/1")
    for said in ("Topics in common", "Languages", "en", "points", "Approve and offer"):
        assert said in dana.page, said
    assert dana.sends("/admin/pairings/1/approve").status_code == 303
    assert dana.sends("/admin/pairings/1/approve").status_code == 409
    assert "not a proposal any more" in dana.page


def test_who_waits_is_told_with_the_filter_that_keeps_each_other_away(
    office: Office, three: list[Member]
) -> None:
    office.raises(three[2], EscalationKind.DANGER)
    dana = office.browser("dana")
    dana.opens("/admin/pairings")
    assert "is in danger now" in dana.page
    assert "1 would fit; 1: is in danger now" in dana.page


def test_a_swap_names_why_somebody_cannot_come(office: Office, three: list[Member]) -> None:
    dana = office.browser("dana")
    proposes(dana)
    named = re.findall(r"<bdi>(\w+)</bdi> \+ <bdi>(\w+)</bdi>", dana.page)[0]
    (third,) = [member for member in three if member.name not in named]
    leaving = next(member for member in three if member.name == named[0])
    office.raises(third, EscalationKind.DANGER)

    dana.opens(f"/admin/pairings/1/others?leaving={leaving.id}")
    assert f"<bdi>{third.name}</bdi>" in dana.page
    assert "cannot: is in danger now" in dana.page
    fields = {"leaving": str(leaving.id), "coming": str(third.id)}
    dana.opens("/admin/pairings/1")
    assert dana.sends("/admin/pairings/1/swap", **fields).status_code == 409
    assert "is in danger now" in dana.page


def test_a_swap_makes_a_new_proposal(office: Office, three: list[Member]) -> None:
    dana = office.browser("dana")
    proposes(dana)
    named = re.findall(r"<bdi>(\w+)</bdi> \+ <bdi>(\w+)</bdi>", dana.page)[0]
    (third,) = [member for member in three if member.name not in named]
    leaving = next(member for member in three if member.name == named[0])
    dana.opens("/admin/pairings/1")
    fields = {"leaving": str(leaving.id), "coming": str(third.id)}
    assert dana.sends("/admin/pairings/1/swap", **fields).location == "/admin/pairings/2"
    dana.opens("/admin/pairings/2")
    assert f"<bdi>{third.name}</bdi>" in dana.page
    assert f"<bdi>{leaving.name}</bdi>" not in dana.page


def test_who_said_no_is_not_on_the_page_of_a_coordinator(
    office: Office, three: list[Member]
) -> None:
    office.hires("sara", Role.SUPERVISOR)
    dana, sara = office.browser("dana"), office.browser("sara")
    proposes(dana)
    dana.opens("/admin/pairings/1")
    before = dana.page
    dana.sends("/admin/pairings/1/approve")
    dana.opens("/admin/pairings/1")
    offered = re.sub(r"<footer>.*", "", dana.page, flags=re.DOTALL)
    names = re.findall(r"<bdi>(\w+)</bdi> \+ <bdi>(\w+)</bdi>", before)[0]
    one = next(member for member in three if member.name == names[0])
    says_no(office.services, 1, one, office)

    dana.opens("/admin/pairings/1")
    assert re.sub(r"<footer>.*", "", dana.page, flags=re.DOTALL) == offered
    sara.opens("/admin/pairings/1")
    assert f"Said no: <bdi>{one.name}</bdi>" in sara.page


def test_a_pair_is_ended_and_blocked_and_each_act_is_in_the_audit(
    office: Office, three: list[Member]
) -> None:
    office.hires("alex", Role.ADMIN)
    dana = office.browser("dana")
    proposes(dana)
    named = re.findall(r"<bdi>(\w+)</bdi> \+ <bdi>(\w+)</bdi>", dana.page)[0]
    one, other = (next(m for m in three if m.name == name) for name in named)
    dana.opens("/admin/pairings/1")
    assert dana.sends("/admin/pairings/1/block", member="99").status_code == 404
    dana.opens("/admin/pairings/1")
    assert dana.sends("/admin/pairings/1/block", member=str(one.id)).status_code == 303
    with office.services.look() as work:
        assert work.pairings.blocks([one.id]) == {(one.id, other.id)}
    dana.opens("/admin/pairings/1")
    assert dana.sends("/admin/pairings/1/unpair", note="again").status_code == 409
    assert "is over already" in dana.page
    proposes(dana)  # never the two again
    found = re.findall(r"<bdi>(\w+)</bdi> \+ <bdi>(\w+)</bdi>", dana.page)
    assert {frozenset(pair) for pair in found} == {frozenset(found[0])} != {frozenset(named)}
    dana.opens("/admin/pairings/2")
    assert dana.sends("/admin/pairings/2/unpair", note="they asked").status_code == 303
    assert "they asked" in dana.page
    alex = office.browser("alex")
    alex.opens("/admin/audit")
    for act in ("Had pairs proposed", "Blocked for a member", "Ended a pair"):
        assert act in alex.page, act


def test_wishes_are_kept_and_nobody_looks_after_others_unless_it_is_signed_off(
    office: Office, three: list[Member]
) -> None:
    dana, ana = office.browser("dana"), three[0]
    proposes(dana, "buddies")
    assert "No pair here" in dana.page
    dana.opens(f"/admin/members/{ana.id}/wishes")
    fields = {"gender": "woman", "capacity": "2", "supports": "yes", "languages": "sw, fr"}
    assert dana.sends(f"/admin/members/{ana.id}/wishes", **fields).status_code == 303
    dana.opens(f"/admin/members/{ana.id}/wishes")
    assert 'value="sw fr"' in dana.page
    assert 'name="supports" value="yes" checked' in dana.page
    proposes(dana, "buddies")
    assert len(re.findall(r'<li class="card">', dana.page)) == 2
    assert dana.sends(f"/admin/members/{ana.id}/wishes", capacity="9").status_code == 422


def test_the_pages_are_light_and_need_no_script(office: Office) -> None:
    for number in range(26):
        willing(office, f"Member with a long name {number * 7919:x}")
    dana = office.browser("dana")
    proposes(dana)
    dana.opens("/admin/pairings/1")
    leaving = re.findall(r"leaving=(\d+)", dana.page)[0]
    packed = {"Accept-Encoding": "gzip"}
    for path in (
        "/admin/pairings",
        "/admin/pairings/1",
        f"/admin/pairings/1/others?leaving={leaving}",
    ):
        answer = dana.client.get(path, headers=packed)
        assert weight(answer) + SHEET <= BUDGET, path
        dana.opens(path)
        assert not re.findall(r"<script|<style|<img| style=| on[a-z]+=", dana.page)
        assert "+1212" not in dana.page
