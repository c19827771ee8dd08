"""The report of the programme: a page, and the same as a file for a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from checkin.domain.reporting.report import Report, Silence
from checkin.domain.reporting.sheet import written
from checkin.usecases.ports import Services
from checkin.usecases.reporting import of_last_weeks
from checkin.web.admin import charts, sheet
from checkin.web.admin.pages import Pages

PERIODS = (4, 12, 52)  # weeks
USUAL = 12
FEW = 12  # weeks that are shown in a table that is open from the start
MOST_STOPS = 12  # wordings in the table; the file has all
SILENCES: Mapping[Silence, str] = {
    Silence.MISSED: "report.missed",
    Silence.UNREACHABLE: "report.unreachable",
    Silence.PAUSED: "report.paused",
    Silence.STOPPED: "report.stopped",
}


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/report` and `/admin/report.csv`, each of so many `weeks`."""

    @routes.get("/report", endpoint="report")
    def page() -> Response:
        weeks = _weeks()
        seen = of_last_weeks(services, weeks)
        return pages.show(
            "report.html",
            seen=seen,
            more=sheet.REPORT.digest,
            chosen=weeks,
            periods=PERIODS,
            few=FEW,
            silences=SILENCES,
            most_stops=MOST_STOPS,
            **_drawn(seen),
        )

    @routes.get("/report.csv", endpoint="report_file")
    def file() -> Response:
        weeks = _weeks()
        seen = of_last_weeks(services, weeks)
        answer = Response(written(seen), content_type="text/csv; charset=utf-8")
        name = f"report-{seen.made_at:%Y-%m-%d}-{weeks}-weeks.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _weeks() -> int:
    """How many weeks the address asks for, if that is one of those there are."""
    asked = request.args.get("weeks", "")
    return next((weeks for weeks in PERIODS if str(weeks) == asked), USUAL)


def _drawn(seen: Report) -> dict[str, Any]:
    """The charts of a report, by the names that the template has for them."""
    return {
        "replies": charts.columns([week.replied for week in seen.weeks]),
        "arrivals": charts.columns([week.arrived for week in seen.weeks]),
        "taken": {h.level: charts.stack((h.in_goal, h.late, h.overdue)) for h in seen.humans},
        "silent": charts.stack([seen.silence[kind] for kind in SILENCES]),
        "gauge": charts.gauge,
    }
