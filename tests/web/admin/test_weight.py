"""What a page weighs on a weak connection, and that it needs nothing else."""

import gzip
import re

import pytest
from werkzeug.test import TestResponse

from checkin.web.admin.sheet import CSS, DIGEST, FOREVER, minified
from tests.web.admin.office import Office
from tests.web.admin.test_history import Past, text

BUDGET = 14_000  # bytes: what a server may send before it hears from the phone again


def weight(answer: TestResponse) -> int:
    """The bytes of an answer as it travels, with its headers."""
    lines = [f"{name}: {value}" for name, value in answer.headers]
    return len("\r\n".join(("HTTP/1.1 200 OK", *lines, "", "")).encode()) + len(answer.data)


def worst(office: Office) -> list[str]:
    """A full list, and a member with a full page of long texts, each unlike the others."""
    for number in range(30):
        office.raises(office.enrols(f"Member with a long name {number * 7919:x}"))
    ana = office.enrols("Ana")
    bodies = (" ".join(f"{n * k * 2654435761:x}" for k in range(1, 14)) for n in range(26))
    Past(office, ana).write(*(text("in", body, "received") for body in bodies))
    escalation = office.raises(ana)
    return [
        "/admin/",
        f"/admin/escalations/{escalation}",
        f"/admin/members/{ana.id}",
        "/admin/members",
        "/admin/members/new",
        f"/admin/members/{ana.id}/change",
        f"/admin/members/{ana.id}/consent",
        "/admin/sheet",
    ]


def test_a_page_and_its_sheet_arrive_in_one_round_trip(office: Office) -> None:
    paths = worst(office)
    dana = office.browser("dana")
    packed = {"Accept-Encoding": "gzip"}
    sheet = weight(dana.client.get(f"/admin/style-{DIGEST}.css", headers=packed))
    assert sheet < 3000
    for path in paths:
        answer = dana.client.get(path, headers=packed)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert weight(answer) + sheet <= BUDGET, path


def test_a_browser_that_cannot_unpack_gets_the_page_as_it_is(office: Office) -> None:
    dana = office.browser("dana")
    plain = dana.client.get("/admin/", headers={"Accept-Encoding": "br, gzip;q=0"})
    packed = dana.client.get("/admin/", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert gzip.decompress(packed.data)[:15] == plain.data[:15] == b"<!doctype html>"


def test_the_sheet_is_kept_for_ever_and_brings_no_cookie(office: Office) -> None:
    answer = office.browser("dana").client.get(f"/admin/style-{DIGEST}.css")
    assert answer.headers["Cache-Control"] == FOREVER
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    assert answer.content_type == "text/css; charset=utf-8"
    older = office.browser().client.get("/admin/style-0123456789ab.css")
    assert (older.status_code, older.headers["Cache-Control"]) == (200, "no-store")


def test_nothing_is_lost_when_the_sheet_is_made_small() -> None:
    assert minified("a { b: c; } /* gone */\n@media (x: y) { d > e, f { g: h i; } }") == (
        "a{b:c;}@media (x:y){d>e,f{g:h i;}}"
    )
    assert CSS.count("{") == CSS.count("}") > 50


@pytest.mark.parametrize("which", range(8))
def test_a_page_asks_for_nothing_but_the_sheet(office: Office, which: int) -> None:
    path = worst(office)[which]
    dana = office.browser("dana")
    page = dana.opens(path).get_data(as_text=True)
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', page) == [
        f"/admin/style-{DIGEST}.css"
    ]
    assert not re.findall(r"<script|<style|<img|<iframe| style=| on[a-z]+=|http-equiv", page)
    assert not re.findall(r'(?:src|href|action)="(?!/admin/|#|data:image/svg)', page)


def test_a_page_can_be_found_through_without_seeing_it(office: Office) -> None:
    for path in [*worst(office), "/admin/login", "/admin/nothing"]:
        browser = office.browser("dana" if path != "/admin/login" else None)
        browser.opens(path)
        page = browser.page
        assert '<html lang="en" dir="ltr">' in page
        assert page.count("<h1>") == 1
        assert page.count('<main id="main">') == page.count("<header>") == 1
        assert re.search(r"<title>\w[^<]+ – Harbour Circle</title>", page)
        ids = re.findall(r'<(?:input|textarea|select) id="([^"]+)"', page)
        assert ids == re.findall(r'<label for="([^"]+)"', page)
        assert "Ana" not in page.partition("</title>")[0]
