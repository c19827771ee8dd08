"""The page and what it needs, under a content policy that allows nothing else."""

from flask import Blueprint, Response, make_response, render_template

from checkin.simulator.config import Config

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; media-src *; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def page_routes(config: Config) -> Blueprint:
    """The blueprint of `/` and its style and script."""
    blueprint = Blueprint(
        "page",
        __name__,
        template_folder="templates",
        static_folder="static",
        static_url_path="/static",
    )

    @blueprint.get("/")
    def show_page() -> Response:
        answer = make_response(render_template("page.html", config=config))
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint
