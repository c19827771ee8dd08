"""Messages left in calls: heard after a login, and written down; a stop is asked about first."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checkin import bootstrap
from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CONSENT, HEARING, LINE, MESSAGE, RECORDING
from checkin.domain.carrier import Fate
from checkin.domain.decision import WordsLeft
from checkin.domain.escalation import EscalationKind
from checkin.domain.member import Member
from checkin.usecases import recordings
from checkin.usecases.ports import NoRecording, NotHanded
from tests.town.settings import DATA_KEY
from tests.web.admin.office import Office
from tests.web.admin.test_history import Past, call, text

CIPHER = Cipher((DATA_KEY,), "s" * 40)
SOUND = b"RIFF0000WAVE" + bytes(100)
SID = "RE" + "d" * 32
HEARD = "/admin/recordings/1"


@dataclass
class Shelf:
    """A carrier that keeps recordings, and nothing else."""

    sounds: dict[str, bytes] = field(default_factory=lambda: {SID: SOUND})
    fails: Exception | None = None
    asked: int = 0

    def recording(self, provider_id: str) -> bytes:
        """The sound."""
        self._fail()
        if provider_id not in self.sounds:
            raise NoRecording
        return self.sounds[provider_id]

    def delete_recording(self, provider_id: str) -> None:
        """Gone, or gone before."""
        self._fail()
        self.sounds.pop(provider_id, None)

    def _fail(self) -> None:
        self.asked += 1
        if self.fails:
            raise self.fails


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def ana(either_office: Office, shelf: Shelf) -> Iterator[Member]:
    """Ana, who has called and left a message."""
    office = either_office
    office.services = replace(office.services, carrier=shelf)  # type: ignore[arg-type]
    member = office.enrols("Ana")
    Past(office, member).write(call("in", "completed", ("", "3", "1"), ""))
    leave(office, member, 1, SID)
    office.app = bootstrap.app(office.settings, office.services)
    yield member


def leave(office: Office, member: Member, call_id: int, sid: str) -> None:
    """A message left in a call."""
    words = WordsLeft(call_id, sid, 12, member.line_id, member.id)
    with office.services.begin() as work:
        work.recordings.keep(words, office.moment, office.services.policy.recordings_kept)


def rows(office: Office, *columns: Any) -> list[tuple[Any, ...]]:
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.select(*columns))]
    engine.dispose()
    return found


def test_a_message_is_heard_and_that_is_written_down(either_office: Office, ana: Member) -> None:
    office = either_office
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    dana.opens(f"/admin/members/{ana.id}")
    assert f'<audio controls preload="none" src="{HEARD}"></audio>' in dana.page
    assert f'<a href="{HEARD}" download>' in dana.page
    assert "Nobody has listened to it yet." in dana.page

    answer = dana.client.get(HEARD)

    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/wav", SOUND)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "message-1.wav" in answer.headers["Content-Disposition"]
    assert [row[1] for row in rows(office, HEARING.id, HEARING.coordinator_id)] == [1]
    dana.opens(f"/admin/members/{ana.id}")
    assert "First heard by Dana at 11:01." in dana.page


def test_every_hearing_is_kept_and_the_pieces_of_one_are_one(
    either_office: Office, ana: Member
) -> None:
    office = either_office
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    piece = dana.client.get(HEARD, headers={"Range": "bytes=0-9"})
    dana.client.get(HEARD, headers={"Range": "bytes=10-"})
    assert (piece.status_code, piece.data) == (206, SOUND[:10])
    omar = office.browser("omar")
    omar.tells_why(ana.id)
    omar.client.get(HEARD)
    office.later(minutes=5)
    dana.client.get(HEARD)

    assert [row[0] for row in rows(office, HEARING.coordinator_id)] == [1, 2, 1]
    assert [row[0] for row in rows(office, RECORDING.heard_by)] == [1]


def test_nobody_hears_it_without_a_login(either_office: Office, ana: Member, shelf: Shelf) -> None:
    office = either_office
    answer = office.browser().client.get(HEARD)

    assert (answer.status_code, shelf.asked) == (303, 0)
    assert answer.location.startswith("/admin/login?next=/admin/")
    assert rows(office, HEARING.id) == []


@pytest.mark.parametrize(
    ("fails", "status", "said"),
    [
        (NotHanded(Fate.UNKNOWN), 502, "We cannot reach the phone company just now"),
        (NotHanded(Fate.MISCONFIGURED, 20003), 502, "We cannot reach the phone company"),
        (NoRecording(), 404, "There is nothing here"),
    ],
)
def test_what_cannot_be_fetched_is_told_and_was_not_heard(
    either_office: Office, ana: Member, shelf: Shelf, fails: Exception, status: int, said: str
) -> None:
    office = either_office
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    shelf.fails = fails

    assert dana.opens(HEARD).status_code == status

    assert said in dana.page
    assert rows(office, HEARING.id) == []


@pytest.mark.parametrize("path", ["/admin/recordings/99", "/admin/recordings/99/stop"])
def test_what_is_not_there_is_not_there(either_office: Office, ana: Member, path: str) -> None:
    assert either_office.browser("dana").opens(path).status_code == 404


def test_it_is_shown_on_the_escalation_as_well(either_office: Office, ana: Member) -> None:
    office = either_office
    office.later(minutes=1)
    escalation = office.raises(ana, EscalationKind.VOICEMAIL)
    Past(office, ana).write(call("in", "completed", ("", "3", "1"), ""))
    leave(office, ana, 2, "RE" + "e" * 32)
    dana = office.browser("dana")
    dana.opens(f"/admin/escalations/{escalation}")
    card = dana.page.partition("</section>")[0]

    assert card.count("<audio") == 1  # what was left since it was opened
    assert 'src="/admin/recordings/2"' in card
    assert dana.page.count("<audio") == 3


def test_a_stop_is_asked_about_before_it_is_done(either_office: Office, ana: Member) -> None:
    office = either_office
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    dana.opens(f"{HEARD}/stop")
    assert "Did they ask us to stop?" in dana.page
    assert "Ana" in dana.page
    assert rows(office, LINE.stopped) == [(False,)]

    answer = dana.sends(f"{HEARD}/stop")

    assert answer.location == f"/admin/members/{ana.id}"
    assert rows(office, LINE.stopped) == [(True,)]
    found = rows(office, CONSENT.purpose, CONSENT.action, CONSENT.medium, CONSENT.member_id)
    assert found[-1] == ("all", "revoked", "page", None)
    evidence = CIPHER.open(rows(office, CONSENT.evidence)[-1][0])
    assert evidence.endswith("recording 1 heard by coordinator 1")


def test_a_second_press_changes_nothing(either_office: Office, ana: Member) -> None:
    office = either_office
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    for _ in range(2):
        dana.opens(f"{HEARD}/stop")
        dana.sends(f"{HEARD}/stop")

    assert [row[0] for row in rows(office, CONSENT.action)].count("revoked") == 1


def test_a_stop_needs_the_token_of_its_form(either_office: Office, ana: Member) -> None:
    office = either_office
    dana = office.browser("dana")

    assert dana.client.post(f"{HEARD}/stop").status_code == 400
    assert rows(office, LINE.stopped) == [(False,)]


def test_a_text_is_marked_with_its_words_shown(either_office: Office, ana: Member) -> None:
    office = either_office
    Past(office, ana).write(
        text("in", "let my mother be", "received"), text("out", "Hi Ana", "delivered")
    )
    came, went = sorted(row[0] for row in rows(office, MESSAGE.id))
    dana = office.browser("dana")
    dana.tells_why(ana.id)
    dana.opens(f"/admin/members/{ana.id}")
    assert f'href="/admin/messages/{came}/stop"' in dana.page
    assert f"/admin/messages/{went}/stop" not in dana.page
    assert dana.opens(f"/admin/messages/{went}/stop").status_code == 404
    dana.opens(f"/admin/messages/{came}/stop")
    assert "let my mother be" in dana.page
    dana.sends(f"/admin/messages/{came}/stop")

    evidence = CIPHER.open(rows(office, CONSENT.evidence)[-1][0])
    assert evidence.endswith(f"message {came} read by coordinator 1")
    dana.opens(f"/admin/members/{ana.id}")
    assert f"/admin/messages/{came}/stop" not in dana.page


def test_the_others_on_a_shared_phone_are_looked_after(either_office: Office, ana: Member) -> None:
    office = either_office
    shared = [office.enrols(name, "+12125550187") for name in ("Ben", "Eva")]
    Past(office, shared[0]).write(text("in", "let us be", "received"))
    dana = office.browser("dana")
    dana.opens("/admin/messages/1/stop")
    dana.sends("/admin/messages/1/stop")

    dana.opens("/admin/")
    for name in ("Ben", "Eva"):
        assert f"<bdi>{name}</bdi>: A stop to look at" in dana.page


def test_after_its_time_it_is_deleted_and_says_so(
    either_office: Office, ana: Member, shelf: Shelf
) -> None:
    office = either_office
    office.moment += timedelta(days=29, hours=23)
    assert recordings.delete_outdated(office.services) == 0
    office.later(hours=2)

    assert recordings.delete_outdated(office.services) == 1
    assert recordings.delete_outdated(office.services) == 0

    assert shelf.sounds == {}
    dana = office.browser("dana")
    dana.opens(f"/admin/members/{ana.id}")
    assert "It has been deleted." in dana.page
    assert "<audio" not in dana.page
    assert dana.opens(HEARD).status_code == 404


@pytest.mark.parametrize("fate", [Fate.UNKNOWN, Fate.LATER, Fate.MISCONFIGURED])
def test_a_carrier_that_cannot_be_asked_holds_nobody_up(
    either_office: Office, ana: Member, shelf: Shelf, fate: Fate
) -> None:
    office = either_office
    office.later(days=31)
    shelf.fails = NotHanded(fate)
    for _ in range(3):
        assert recordings.delete_outdated(office.services) == 0
    assert shelf.asked == 1  # and then not for an hour

    shelf.fails = None
    office.later(hours=1)

    assert recordings.delete_outdated(office.services) == 1


def test_one_that_is_gone_at_the_carrier_counts_as_deleted(
    either_office: Office, ana: Member, shelf: Shelf
) -> None:
    office = either_office
    shelf.sounds.clear()
    office.later(days=31)

    assert recordings.delete_outdated(office.services) == 1
