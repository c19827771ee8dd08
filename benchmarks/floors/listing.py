"""The least a page of the list can cost: an empty Flask view, one keyset query, one template.

Nobody is asked who they are, nothing is opened, counted, translated, narrowed or packed.
"""

import os

import sqlalchemy as sa
from flask import Flask, render_template_string
from sqlalchemy import Engine

from benchmarks.floors.engine import connect_to
from checkin.adapters.sql.rows import ESCALATION, LINE, MEMBER
from checkin.usecases.desk import PAGE

ORDER = (ESCALATION.rank, ESCALATION.opened_at, ESCALATION.id)
LISTED = (
    sa.select(*ORDER, ESCALATION.level, ESCALATION.kind, MEMBER.name, LINE.number)
    .select_from(ESCALATION.id.table)
    .join(MEMBER.id.table, MEMBER.id == ESCALATION.member_id)
    .join(LINE.id.table, LINE.id == MEMBER.line_id)
    .where(ESCALATION.state != sa.literal_column("'resolved'"))
    .order_by(*ORDER)
    .limit(PAGE)
)
PAGE_OF_ROWS = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Who is waiting</title></head>
<body><ol>
{% for row in rows %}
<li class="{{ row.level }}"><p>{{ row.level }} {{ row.opened_at }}</p>
<h2><a href="/admin/escalations/{{ row.id }}">{{ row.name }}: {{ row.kind }}</a></h2>
<p>{{ row.number }}</p></li>
{% endfor %}
</ol></body></html>
"""


def create_app() -> Flask:
    """The application, on the database of the environment."""
    app = Flask(__name__)
    engine = connect_to(os.environ["DATABASE_URL"])

    @app.get("/admin/")
    def waiting() -> str:
        return render_template_string(PAGE_OF_ROWS, rows=_rows(engine))

    return app


def _rows(engine: Engine) -> list[sa.Row[tuple[object, ...]]]:
    with engine.connect() as connection:
        return list(connection.execute(LISTED))
