"""Pages of the list, asked for by a coordinator's browser of one web server."""

import re
from html import unescape

from benchmarks.inbound.client import ask_all
from benchmarks.inbound.web import Web
from benchmarks.installation import BASE_URL, Installation
from benchmarks.measuring import Sample, timed
from checkin import bootstrap
from checkin.usecases.ports import Services
from checkin.usecases.staff import add_coordinator

PASSWORD = "a password of the benchmarks"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
OK = (200, True)


def staff(services: Services) -> tuple[int, int]:
    """Two coordinators, the first of whom reads the list."""
    one, other = (
        add_coordinator(services, login, login.capitalize(), PASSWORD, None, "en")
        for login in ("dana", "omar")
    )
    return one, other


class Reading:
    """A browser in which dana has logged in: its cookie holds at every server of the service."""

    def __init__(self, installation: Installation, services: Services) -> None:
        app = bootstrap.app(installation.settings, services)
        self.client = app.test_client()
        self._cookie = ""
        token = TOKEN.search(self.page("/admin/login"))
        if token is None:
            raise RuntimeError("the login has no form")
        fields = {"csrf_token": unescape(token[1]), "login": "dana", "password": PASSWORD}
        address = f"{BASE_URL}/admin/login"
        answer = self.client.post(address, data=fields, headers={"Referer": address})
        if answer.status_code != 303:
            raise RuntimeError(f"the login was answered with {answer.status_code}")
        self._cookie = answer.headers["Set-Cookie"].partition(";")[0]

    def page(self, path: str) -> str:
        """A page as this process makes it."""
        return str(self.client.get(f"{BASE_URL}{path}").get_data(as_text=True))

    def request(self, path: str) -> bytes:
        """The bytes in which a browser asks for `path`."""
        head = (
            f"GET {path} HTTP/1.1",
            "Host: bench.example.org",
            "User-Agent: Mozilla/5.0",
            "Accept: text/html",
            "Accept-Encoding: gzip",
            f"Cookie: {self._cookie}",
        )
        return "\r\n".join((*head, "", "")).encode()


def read(web: Web, request: bytes, many: int) -> Sample:
    """Ask `web` the same so often."""

    def work() -> int:
        answers = ask_all(web.address, [request] * many, mark=b"")
        if set(answers) != {OK}:
            raise RuntimeError(f"expected {OK} each time, got {dict(answers)}")
        return many

    return timed(web.cpu, work)
