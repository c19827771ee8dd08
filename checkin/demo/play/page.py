"""Cleo's browser: the real page over HTTP, with its forms filled in as she would."""

import re
from html import unescape

import requests

from checkin.demo.play.transcript import NotSeen, Transcript

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
ESCALATION = re.compile(r'href="(/admin/escalations/\d+)"')
TAGS = re.compile(r"<(style|script|head).*?</\1>|<[^>]+>", re.DOTALL)
TIMEOUT = 10


class Page:
    """A coordinator's session with the page."""

    def __init__(self, web: str, transcript: Transcript) -> None:
        self._web = web
        self._transcript = transcript
        self._session = requests.Session()
        self._html = ""

    def log_in(self, login: str, password: str) -> None:
        """Log in. Raises `NotSeen` when the page does not let us in."""
        self._get("/admin/login")
        self._post("/admin/login", login=login, password=password)
        if "logout" not in self._html:
            raise NotSeen("Cleo could not log in")
        self._transcript.line("Cleo", "logs in on the page")

    def reads_list(self) -> str | None:
        """The address of the first escalation on the list; None while there is none."""
        self._get("/admin/")
        found = ESCALATION.search(self._html)
        return found[1] if found else None

    def opens(self, address: str, *words: str) -> None:
        """Open an escalation, whose page must say all of `words`. Raises `NotSeen`."""
        self._get(address)
        shown = self.shown()
        for word in words:
            if word.casefold() not in shown.casefold():
                raise NotSeen(f"the page does not say {word!r}")
        self._transcript.line("Cleo sees", " / ".join(words))

    def takes(self, address: str) -> None:
        """Take it."""
        self._post(f"{address}/take")
        self._transcript.line("Cleo", "takes it")

    def resolves(self, address: str, note: str) -> None:
        """Resolve it with a note; the list must be without it then. Raises `NotSeen`."""
        self._post(f"{address}/resolve", note=note)
        self._transcript.line("Cleo resolves", note)
        if address in self._html:
            raise NotSeen("the escalation is still on the list")

    def shown(self) -> str:
        """The words on the page, in one line."""
        return " ".join(unescape(TAGS.sub(" ", self._html)).split())

    def _get(self, path: str) -> None:
        answer = self._session.get(self._web + path, timeout=TIMEOUT)
        answer.raise_for_status()
        self._html = answer.text

    def _post(self, path: str, **fields: str) -> None:
        token = TOKEN.search(self._html)
        if token is None:
            raise NotSeen(f"no form on the page to send to {path}")
        form = {"csrf_token": token[1], **fields}
        answer = self._session.post(self._web + path, data=form, timeout=TIMEOUT)
        if not answer.ok:
            raise NotSeen(f"the page refused {path}: {answer.status_code}")
        self._html = answer.text
