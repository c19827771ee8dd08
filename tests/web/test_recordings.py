"""The recordings are open to all, and nothing but them is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from checkin import bootstrap
from tests.town.database import fresh_sqlite
from tests.town.settings import settings
from tests.web.sound import record

FOUND = "/recordings/sw/call.menu.wav"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """The real application, with two recordings and with files that are none."""
    folder = tmp_path / "sounds" / "recordings"
    record(folder, "sw/call.menu.wav", "sw/answer.ok.mp3", "hi_Latn/0.wav")
    record(
        folder, "secret.wav", "sw/notes.txt", "sw/.hidden.wav", ".git/call.menu.wav", "../up.wav"
    )
    (folder / "sw" / "empty.wav").touch()
    chosen = settings(tmp_path, fresh_sqlite(tmp_path), recordings=folder)
    services = bootstrap.services(chosen)
    yield bootstrap.app(chosen, services).test_client()
    services.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (FOUND, "audio/wav"),
        ("/recordings/sw/answer.ok.mp3", "audio/mpeg"),
        ("/recordings/hi_Latn/0.wav", "audio/wav"),
    ],
)
def test_a_recording_is_served_to_all_and_may_be_kept(
    client: FlaskClient, path: str, kind: str
) -> None:
    answer = client.get(path, buffered=True)

    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.data.startswith(b"RIFF")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (answer.cache_control.public, answer.cache_control.max_age) == (True, 3600)
    assert "Set-Cookie" not in answer.headers


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    etag = client.get(FOUND, buffered=True).headers["ETag"]

    again = client.get(FOUND, headers={"If-None-Match": etag}, buffered=True)
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/recordings/sw/call.menu.mp3",
        "/recordings/sw/answer.ok.wav",
        "/recordings/sw/nothing.wav",
        "/recordings/sw/empty.wav",
        "/recordings/sw/notes.txt",
        "/recordings/sw/.hidden.wav",
        "/recordings/.git/call.menu.wav",
        "/recordings/secret.wav",
        "/recordings/./secret.wav",
        "/recordings/sw/../secret.wav",
        "/recordings/sw/..%2fsecret.wav",
        "/recordings/../up.wav",
        "/recordings/%2e%2e/up.wav",
        "/recordings/..%2f..%2fcheckin.db",
        "/recordings/sw/%2fetc%2fpasswd.wav",
        "/recordings/sw/call.menu.wav%00.wav",
        "/recordings/SW/call.menu.wav",
        "/recordings/sw/call.menu.wav/",
        "/recordings/sw/",
        "/recordings/",
        "/recordings/../../../../etc/passwd",
    ],
)
def test_nothing_else_in_or_around_the_folder_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nobody_can_leave_anything_there(client: FlaskClient, method: str) -> None:
    assert client.open(FOUND, method=method).status_code == 405


def test_a_recording_that_is_gone_is_not_there(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "sounds" / "recordings" / "sw" / "call.menu.wav").unlink()

    assert client.get(FOUND).status_code == 404
