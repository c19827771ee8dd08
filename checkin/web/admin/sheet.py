"""The one style sheet: kept in memory, under an address that changes with its words."""

import re
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response

FOREVER = "public, max-age=31536000, immutable"
FILE = Path(__file__).parent / "style.css"


def minified(css: str) -> str:
    """`css` without comments and without the space that only we read."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(": ", ":").strip()


CSS = minified(FILE.read_text(encoding="utf-8"))
DIGEST = sha256(CSS.encode()).hexdigest()[:12]


def add_route(routes: Blueprint) -> None:
    """Serve the sheet. While a release is under way, an older address gets the newer sheet."""

    @routes.get("/style-<string(length=12):digest>.css")
    def style(digest: str) -> Response:
        response = Response(CSS, content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = FOREVER if digest == DIGEST else "no-store"
        return response
