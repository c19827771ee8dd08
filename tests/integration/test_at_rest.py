"""After a whole story: no number, name or word of anybody stands in clear, wherever one looks."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from checkin.adapters.cipher import CannotOpen, Cipher
from checkin.usecases import desk, health, inbound_text, staff
from checkin.usecases.ports.records import InboundText
from tests.integration import traces
from tests.town.command import Command
from tests.town.settings import DATA_KEY
from tests.town.town import Town
from tests.web.admin.office import Browser

PASSWORD = "a password of the test"
NEW_KEY = Fernet.generate_key().decode()
ADDRESS = re.compile(r'(?:href|action|src)="([^"]*)"')


def story(town: Town) -> Browser:
    """She is asked, says that she is not well, and is helped; the browser that shows it."""
    staff.add_coordinator(
        town.services, "cleo", traces.STAFF_NAME, PASSWORD, traces.STAFF_NUMBER, "en"
    )
    member = traces.enrol(town.services)
    ana, cleo = town.phone("Ana"), town.phone("Cleo")
    town.wait(hours=2)
    ana.expects("Reply 1 if OK")
    ana.replies(traces.SAID)
    ana.expects()
    ana.replies("2")
    ana.expects()
    cleo.expects("not ok")
    (escalation,) = desk.listing(town.services, None).concerns
    browser = Browser(town.app)
    browser.logs_in("cleo", PASSWORD)
    at = f"/admin/escalations/{escalation.escalation.id}"
    browser.opens(at)
    browser.sends(f"{at}/take")
    browser.sends(f"{at}/resolve", note=traces.NOTE)
    browser.tells_why(member.id)
    return browser


def test_the_database_holds_all_of_it_and_none_of_it_in_clear(town: Town) -> None:
    story(town)
    url = town.settings.database_url

    kept = traces.opened(url, Cipher([DATA_KEY], town.settings.secret_key))
    seen = traces.database(url)

    assert [secret for secret in traces.SEALED if secret not in kept] == []
    assert "check_in" in seen
    assert traces.secrets_in(seen) == set()


def test_no_address_on_the_way_or_on_a_page_tells_anything(town: Town) -> None:
    asked: list[str] = []
    town.app.wsgi_app = overheard(town.app.wsgi_app, asked)  # type: ignore[method-assign]

    browser = story(town)

    linked = ADDRESS.findall(browser.page)
    carrier = town.carrier.carrier
    given = [str(message.status_callback) for message in carrier.messages.values()]
    assert traces.NAME in browser.page
    assert traces.SAID in browser.page
    assert traces.NUMBER[-7:] not in browser.page.replace(" ", "").replace("-", "")
    assert len(asked) > 8
    assert linked
    assert given
    assert traces.secrets_in(" ".join([*asked, *linked, *given])) == set()


def overheard(
    app: Callable[..., Iterable[bytes]], asked: list[str]
) -> Callable[..., Iterable[bytes]]:
    """`app`, with every address that it is asked for written down."""

    def heard(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        return app(environ, start)

    return heard


@pytest.fixture
def rotated(town: Town, tmp_path: Path) -> Command:
    """The command with a new key before the one that has sealed the whole story."""
    story(town)
    town.services.close()
    return Command(town.settings.database_url, tmp_path, NEW_KEY, DATA_KEY)


def goes_on(url: str, folder: Path, moment: Any, *keys: str) -> str:
    """The next morning with these keys: she is asked and answers; what the page shows of her."""
    with Town(url, folder, data_keys=keys) as town:
        town.moment = moment
        town.wait(days=1)
        number = town.phone("Ana").number
        texts = town.control.handset(number).texts()
        assert "Wilhelmina" in texts[0]["body"]
        answer = inbound_text.receive(town.services, InboundText("SM" + "e" * 32, number, "1", 1))
        assert "Thank you" in answer.body
        assert health.look(town.services).database
        browser = Browser(town.app)
        browser.logs_in("cleo", PASSWORD)
        browser.opens("/admin/members/1")
        shown = browser.page
        browser.opens("/admin/escalations/1")
        return shown + browser.page


def test_with_a_new_key_before_the_old_one_everything_still_reads(
    rotated: Command, town: Town, tmp_path: Path
) -> None:
    shown = goes_on(rotated.database_url, tmp_path, town.moment, NEW_KEY, DATA_KEY)

    for secret in (traces.NAME, traces.SAID, traces.NOTE, traces.STAFF_NAME):
        assert secret in shown


def test_after_the_rotation_the_new_key_alone_is_enough_for_a_day_s_work(
    rotated: Command, town: Town, tmp_path: Path
) -> None:
    assert rotated("keys", "rotate").exit_code == 0

    shown = goes_on(rotated.database_url, tmp_path, town.moment, NEW_KEY)

    for secret in (traces.NAME, traces.SAID, traces.NOTE, traces.STAFF_NAME):
        assert secret in shown
    assert traces.secrets_in(traces.database(rotated.database_url)) == set()


def test_before_the_rotation_the_new_key_alone_opens_nothing(rotated: Command, town: Town) -> None:
    with pytest.raises(CannotOpen):
        traces.opened(rotated.database_url, Cipher([NEW_KEY], town.settings.secret_key))
