"""The style sheets: kept in memory, under addresses that change with their words."""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response

FOREVER = "public, max-age=31536000, immutable"
FOLDER = Path(__file__).parent
FILE = FOLDER / "style.css"


def minified(css: str) -> str:
    """`css` without comments and without the space that only we read."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(": ", ":").strip()


@dataclass(frozen=True)
class Sheet:
    """One sheet, as it is sent."""

    css: str

    @cached_property
    def digest(self) -> str:
        """What its address ends with."""
        return sha256(self.css.encode()).hexdigest()[:12]


STYLE = Sheet(minified(FILE.read_text(encoding="utf-8")))
REPORT = Sheet(minified((FOLDER / "report.css").read_text(encoding="utf-8")))
SHEETS = {"style": STYLE, "report": REPORT}
CSS, DIGEST = STYLE.css, STYLE.digest


def add_route(routes: Blueprint) -> None:
    """Serve the sheets. While a release is under way, an older address gets the newer sheet."""

    @routes.get("/<any(style, report):name>-<string(length=12):digest>.css")
    def style(name: str, digest: str) -> Response:
        sheet = SHEETS[name]
        response = Response(sheet.css, content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = FOREVER if digest == sheet.digest else "no-store"
        return response
