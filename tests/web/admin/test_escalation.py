"""One escalation: taken, taken by somebody else, resolved, and nothing typed is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from checkin.domain.escalation import EscalationState
from checkin.usecases import acting, desk
from tests.web.admin.office import CLEO, PASSWORD, Office

NOTE = "Talked for ten minutes; she is at her sister's."


def test_taken_then_resolved_with_a_note_that_others_can_read(either_office: Office) -> None:
    escalation = either_office.raises(either_office.enrols("Ana"))
    at = f"/admin/escalations/{escalation}"
    dana = either_office.browser("dana")
    dana.opens(at)
    assert "What was done?" not in dana.page
    taken = dana.sends(f"{at}/take")
    assert (taken.status_code, taken.location) == (303, at)
    assert "It is yours" in dana.page
    assert "You have it for 12 h 0 min more" in dana.page
    resolved = dana.sends(f"{at}/resolve", note=f"  {NOTE}\n")
    assert (resolved.status_code, resolved.location) == (303, "/admin/")
    assert "Nobody is waiting" in dana.page
    omar = either_office.browser("omar")
    omar.opens(at)
    for said in ("Opened", "Taken · <bdi>Dana</bdi>", "Resolved · <bdi>Dana</bdi>", f">{NOTE}<"):
        assert said in omar.page
    assert "<button>" not in omar.page


def test_who_has_not_agreed_to_texts_is_not_texted_and_that_is_said(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")

    refused = dana.sends(f"{at}/write", words="How are you?")

    assert refused.status_code == 409
    assert "This member may not be texted: they have not agreed to texts" in dana.page
    assert "How are you?" in dana.page


def test_the_second_one_is_told_who_has_it_and_since_when(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana, omar = office.browser("dana"), office.browser("omar")
    omar.opens(at)
    dana.opens(at)
    dana.sends(f"{at}/take")
    office.later(minutes=5)
    assert omar.sends(f"{at}/take").status_code == 409
    assert "Someone else has taken this." in omar.page
    assert "Dana has it for 11 h 55 min more" in omar.page
    assert "Taken at 11:00, 5 min ago." in omar.page
    assert f'action="{at}/take"' not in omar.page


def test_two_at_once_get_one_owner(either_office: Office) -> None:
    office = either_office
    for _ in range(5):
        escalation = office.raises(office.enrols())
        at = f"/admin/escalations/{escalation}"
        browsers = [office.browser(login) for login in ("dana", "omar")]
        for browser in browsers:
            browser.opens(at)
        together = Barrier(2)

        def take(which: int) -> int:
            together.wait()  # noqa: B023 - used before the next round begins
            return browsers[which].sends(f"{at}/take").status_code  # noqa: B023

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(take, range(2))) == [303, 409]
        with office.services.look() as work:
            concern = work.desk.concern(escalation)
            events = [event.what for event in work.desk.events(escalation)]
        assert concern
        assert concern.escalation.state is EscalationState.TAKEN
        assert events == ["taken", "opened"]


def test_one_may_keep_it_longer(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    office.later(hours=11)
    dana = office.browser("dana")
    dana.opens(at)
    assert "You have it for 1 h 0 min more" in dana.page
    dana.sends(f"{at}/take")
    assert "You have it for 12 h 0 min more" in dana.page
    assert "Kept for longer · <bdi>Dana</bdi>" in dana.page


@pytest.mark.parametrize("note", ["", "  \n "])
def test_without_a_note_the_fault_stands_at_the_field(office: Office, note: str) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    assert dana.sends(f"{at}/resolve", note=note).status_code == 422
    assert '<p class="fault" role="alert" id="note-fault">Please write what was done.' in dana.page
    assert 'aria-describedby="note-fault hint" aria-invalid="true" autofocus' in dana.page
    assert "<title>Not done:" in dana.page
    assert f">\n{note}</textarea>" in dana.page


def test_a_note_that_is_too_long_comes_back_whole(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    note = "long & <b>bold</b> " * 300
    assert dana.sends(f"{at}/resolve", note=note).status_code == 422
    assert f">\n{note}</textarea>" in dana.page
    assert "Please shorten it" in dana.page


def test_a_note_survives_losing_the_hold_and_taking_it_again(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    assert dana.sends(f"{at}/resolve", note=NOTE).status_code == 409
    assert "Please take this first." in dana.page
    assert f'name="note" value="{NOTE}"' in dana.page
    assert dana.sends(f"{at}/take", note=NOTE).status_code == 200
    assert f">\n{NOTE}</textarea>" in dana.page
    assert dana.sends(f"{at}/resolve", note=NOTE).status_code == 303


def test_what_is_resolved_is_not_to_be_had_any_more(office: Office) -> None:
    escalation = office.raises(office.enrols())
    at = f"/admin/escalations/{escalation}"
    omar = office.browser("omar")
    omar.opens(at)
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    dana.sends(f"{at}/resolve", note=NOTE)
    assert omar.sends(f"{at}/take").status_code == 409
    assert "This is already resolved." in omar.page
    assert "Nobody needs to do anything here" in omar.page


def test_a_note_written_while_the_session_ended_is_sent_after_the_login(office: Office) -> None:
    escalation = office.raises(office.enrols())
    at = f"/admin/escalations/{escalation}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    dana.client.delete_cookie("checkin")
    assert dana.sends(f"{at}/resolve", note=NOTE).status_code == 401
    assert "You were away for a while" in dana.page
    kept = {"next": f"{at}/resolve", "note": NOTE}
    for name, value in kept.items():
        assert f'name="{name}" value="{value}"' in dana.page
    assert dana.sends("/admin/login", login="dana", password=PASSWORD, **kept).status_code == 200
    assert f'action="{at}/resolve"' in dana.page
    assert f">\n{NOTE}</textarea>" in dana.page
    assert dana.sends(f"{at}/resolve", note=NOTE).status_code == 303
    with office.services.look() as work:
        assert work.desk.events(escalation)[0].note == NOTE


@pytest.mark.parametrize(
    ("act", "field"),
    [("write", "words"), ("pass_on", "note"), ("hand_over", "note")],
)
def test_whatever_was_written_while_the_session_ended_is_there_after_the_login(
    office: Office, act: str, field: str
) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}/{act}"
    dana = office.browser("dana")
    dana.client.delete_cookie("checkin")
    dana.sends(at, **{field: NOTE, "to": "2"})
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', dana.page))
    assert (carried[field], carried["to"], carried["next"]) == (NOTE, "2", at)

    dana.sends("/admin/login", **carried | {"login": "dana", "password": PASSWORD})

    assert f'action="{at}"' in dana.page
    assert f'name="{field}"' in dana.page
    assert f">\n{NOTE}</textarea>" in dana.page
    assert 'type="hidden" name="to" value="2"' in dana.page


def test_a_form_whose_token_is_stale_is_offered_again_with_its_text(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    dana.sends(f"{at}/take")
    stale = dana.client.post(f"{at}/resolve", data={"note": NOTE, "csrf_token": "old"})
    assert stale.status_code == 400
    dana.page = stale.get_data(as_text=True)
    assert "Nothing is lost" in dana.page
    assert dana.sends(f"{at}/resolve", note=NOTE).status_code == 303


def test_a_tab_that_is_opened_again_after_an_act_shows_the_escalation(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    assert office.browser("dana").opens(f"{at}/take").location == at


def test_an_escalation_that_is_not_there_is_told_kindly(office: Office) -> None:
    dana = office.browser("dana")
    for path in ("/admin/escalations/77", "/admin/members/77", "/admin/nothing"):
        assert dana.opens(path).status_code == 404
        assert "There is nothing here" in dana.page
    dana.opens("/admin/")
    assert dana.sends("/admin/escalations/77/take").status_code == 404
    with pytest.raises(desk.NotThere):
        acting.take(office.services, 77, CLEO)
