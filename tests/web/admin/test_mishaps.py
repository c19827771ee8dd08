"""When something goes wrong, a page says what to do, and nothing typed is lost."""

import pytest
from werkzeug.exceptions import Forbidden

from checkin.domain.staff import Right
from checkin.usecases.ports import Unavailable
from checkin.web.admin.rights import NEEDS
from tests.web.admin.office import Office

NOTE = "Talked with her."


def test_with_the_database_away_a_form_is_offered_again(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    office.loses_the_database()
    assert dana.opens("/admin/").status_code == 503
    assert "We cannot reach our records" in dana.page
    dana.page = ""
    answer = dana.client.post(f"{at}/resolve", data={"note": NOTE})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert f">\n{NOTE}</textarea>" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (Forbidden(), 403, "This page is not for your login"),
        (RuntimeError("a bug"), 500, "Something broke on our side"),
        (Unavailable(), 503, "We cannot reach our records"),
    ],
)
def test_what_is_raised_becomes_a_kind_page(
    office: Office, raised: Exception, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> str:
        raise raised

    monkeypatch.setitem(NEEDS, "admin.fails", Right.WORK)
    office.app.add_url_rule("/admin/fails", "admin.fails", fails)
    dana = office.browser("dana")
    assert dana.opens("/admin/fails").status_code == code
    assert said in dana.page
    assert "a bug" not in dana.page


def test_a_wrong_method_names_the_right_one(office: Office) -> None:
    dana = office.browser("dana")
    answer = dana.opens("/admin/logout")
    assert answer.status_code == 405
    assert set(answer.allow) == {"OPTIONS", "POST"}
    assert "press the button there" in dana.page


def test_too_much_text_is_refused_with_a_word(office: Office) -> None:
    at = f"/admin/escalations/{office.raises(office.enrols())}"
    dana = office.browser("dana")
    dana.opens(at)
    assert dana.sends(f"{at}/resolve", note="x" * 70_000).status_code == 413
    assert "That was too much text" in dana.page


def test_a_login_form_that_was_open_too_long_keeps_the_login(office: Office) -> None:
    dana = office.browser()
    answer = dana.client.post("/admin/login", data={"login": "dana", "password": "secret words"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert 'value="dana"' in page
    assert "secret words" not in page
    assert "type your password once more" in page


def test_elsewhere_a_fault_stays_as_it_was(office: Office) -> None:
    answer = office.app.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" not in answer.get_data(as_text=True)
    assert "Content-Security-Policy" not in answer.headers
