"""The carrier's own vectors through the guard, and every way a signature can be wrong."""

from urllib.parse import urlencode, urlsplit

import pytest
from flask import Blueprint, Flask, Response
from werkzeug.test import TestResponse

from checkin.web.signature import guard

TOKEN = "12345"
FORM = "application/x-www-form-urlencoded"
CALL = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
]
HI = [("Body", "hi"), ("From", "+15005550006")]
HASHED = "bodySHA256=f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310"
POSTS = {
    "V1": (
        "https://mycompany.com/myapp.php?foo=1&bar=2",
        CALL,
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    ),
    "V2, signed with a port": (
        "https://mycompany.com/myapp.php?foo=1&bar=2",
        CALL,
        "kvajT1Ptam85bY51eRf/AJRuM3w=",
    ),
    "V4, repeated names": (
        "https://example.org/sms",
        [("MediaUrl", "b"), ("MediaUrl", "a"), ("Body", "x"), ("Body", "x")],
        "U+EZePginTnfoErOv0fQ0LbvAdw=",
    ),
    "V5, spaces, accents, blanks": (
        "https://example.org/sms",
        [("Body", " Sí, estoy bien 👍 "), ("FromCity", ""), ("From", "+15005550006")],
        "UVGJMzLD7x9ltKS2Cl8dDq1MhU8=",
    ),
    "V7": ("https://example.org/sms", HI, "pWfZJsmBOSPw3nhll8uLS0yknMs="),
    "V8, case of names": (
        "https://example.org/sms",
        [("B", "1"), ("b", "2"), ("a", "0")],
        "BeWT+8O/9gvgO8C61nD2YW8FDxs=",
    ),
    "V9, escapes in the query": (
        "https://example.org/cb?n=a%20b%2Bc",
        [("MessageStatus", "sent")],
        "XCW7TwHiFhHvORn1nfmgAGHBXzE=",
    ),
}


def guarded(base: str, *tokens: str) -> Flask:
    """An application whose every route stands behind the guard."""
    app, routes = Flask(__name__), Blueprint("carrier", __name__)
    guard(routes, base, tokens or (TOKEN,))
    routes.add_url_rule(
        "/<path:anything>", view_func=lambda anything: Response("in"), methods=["GET", "POST"]
    )
    app.register_blueprint(routes)
    return app


def post(url: str, fields: list[tuple[str, str]], signature: str, *tokens: str) -> TestResponse:
    """POST to `url` as the service sees it behind a proxy: by plain HTTP, under another name."""
    parts = urlsplit(url)
    app = guarded(f"{parts.scheme}://{parts.netloc}", *tokens)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return app.test_client().open(
        path,
        base_url="http://10.0.0.7:8000",
        method="POST",
        data=urlencode(fields),
        content_type=FORM,
        headers={"X-Twilio-Signature": signature},
    )


@pytest.mark.parametrize(("url", "fields", "signature"), POSTS.values(), ids=POSTS)
def test_the_carriers_own_vectors_are_let_in(
    url: str, fields: list[tuple[str, str]], signature: str
) -> None:
    assert post(url, fields, signature).data == b"in"


def test_a_get_is_signed_over_its_url_alone() -> None:
    client = guarded("https://example.org").test_client()

    answer = client.get(
        "/voice?CallSid=CA0&Digits=1",
        headers={"X-Twilio-Signature": "RLc6/Nr6YOa4YATK4He37bQ9vME="},
    )

    assert answer.data == b"in"


@pytest.mark.parametrize(("body", "status"), [('{"a": 1}', 200), ('{"a": 1} ', 403)])
def test_a_json_body_is_signed_by_its_hash(body: str, status: int) -> None:
    client = guarded("https://example.org").test_client()

    answer = client.post(
        f"/ev?{HASHED}",
        data=body,
        content_type="application/json",
        headers={"X-Twilio-Signature": "gNw/DIVb/9hvXtZw1bGRzohihnI="},
    )

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("url", "signature"),
    [
        ("http://example.org/sms", POSTS["V7"][2]),
        ("https://example.org/sms/", POSTS["V7"][2]),
        ("https://example.com/sms", POSTS["V7"][2]),
        ("https://example.org/sms?x=1", POSTS["V7"][2]),
        ("https://example.org/sms", POSTS["V8, case of names"][2]),
        ("https://example.org/sms", ""),
        ("https://example.org/sms", "é"),
        ("https://example.org/sms", "7k0iP0NJeeL5Bkuj8qpvgecTlC8bjEa9zHdmIJy/zxQ="),
    ],
)
def test_anything_else_is_refused_without_a_word(url: str, signature: str) -> None:
    answer = post(url, HI, signature)

    assert answer.status_code == 403
    assert b"signature" not in answer.data.lower()


def test_while_one_token_replaces_the_other_both_are_accepted() -> None:
    url, fields, signature = POSTS["V7"]

    assert post(url, fields, signature, "new-token", TOKEN).status_code == 200
    assert post(url, fields, signature, "new-token").status_code == 403


@pytest.mark.parametrize("body", [b"Body=%E9", b"Body=\xe9", b"&".join([b"a=1"] * 300)])
def test_a_form_the_carrier_would_never_write_is_refused(body: bytes) -> None:
    client = guarded("https://example.org").test_client()

    answer = client.post("/sms", data=body, content_type=FORM, headers={"X-Twilio-Signature": "x"})

    assert answer.status_code == 403
