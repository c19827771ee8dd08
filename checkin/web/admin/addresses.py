"""What an address holds besides ids: where a page of a list begins. Nothing personal."""

import re
from datetime import UTC, datetime, timedelta

from flask import request

from checkin.usecases.ports.desk import Bookmark, Place, Source

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PLACE = re.compile(r"(-?[0-3])-(\d{1,17})-(\d{1,18})")
MARK = re.compile(r"([tckaud])(\d{1,18})")
ACTS = (
    *("/take", "/resolve", "/write", "/pass_on", "/hand_over", "/stop", "/shifts"),
    *("/new", "/how", "/pause", "/back", "/number", "/note"),
)
ID = re.compile(r"\d{1,18}")
PAGES = re.compile(
    r"/admin/(\?[\w=&-]{1,160}|account|audit|staff|shifts|sheet"
    r"|members(\?[\w=&-]{1,80})?"
    r"|report(\.csv)?(\?weeks=\d{1,2})?"
    r"|(messages|recordings)/\d{1,18}/stop"
    r"|members/(new|\d{1,18}/(change|how|pause|back|number|note|consent))"
    r"|(escalations|members)/\d{1,18}"
    r"(/take|/resolve|/write|/pass_on|/hand_over|/show)?(\?before=[a-z\d-]{1,100})?)?"
)
HOME = "/admin/"


def below() -> int | None:
    """The id below which a list of members begins; its first page if the address names none."""
    found = ID.fullmatch(request.values.get("below", ""))
    return int(found[0]) if found else None


def place() -> Place | None:
    """Where the list begins; its first page if the address names no place."""
    found = PLACE.fullmatch(request.args.get("after", ""))
    if found is None:
        return None
    rank, moment, id_ = (int(part) for part in found.groups())
    return Place(rank, EPOCH + timedelta(microseconds=moment), id_)


def of_place(where: Place) -> str:
    """`where` as it stands in an address."""
    moment = (where.at - EPOCH) // timedelta(microseconds=1)
    return f"{where.rank}-{moment}-{where.id}"


def bookmark() -> Bookmark:
    """How far a history has been read; what the address does not tell begins anew."""
    parts = request.args.get("before", "").split("-")
    found = (MARK.fullmatch(part) for part in parts)
    return {Source(mark[1]): int(mark[2]) for mark in found if mark}


def of_bookmark(mark: Bookmark) -> str:
    """`mark` as it stands in an address."""
    return "-".join(f"{source.value}{id_}" for source, id_ in mark.items())


def is_act(address: str) -> bool:
    """Whether `address` is where a form goes that can be sent again."""
    return address.endswith(ACTS)


def one_of_ours(address: str) -> str:
    """`address` if it is one of these pages, else the list's: never one of another site."""
    return address if PAGES.fullmatch(address) else HOME
