"""What somebody typed into a form that could not be taken: kept, and offered again."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from checkin.web.admin.addresses import is_act, one_of_ours

LONGEST_NOTE = 4000  # characters
OF_THE_LOGIN = frozenset({"csrf_token", "login", "password", "next", "note", "code"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it came: where it was to go, the words in it, and its other fields."""

    address: str
    note: str
    others: Mapping[str, str]


def kept() -> Kept:
    """What the form of this request holds."""
    address = one_of_ours(request.path)
    return Kept(address, note(), others() if is_act(address) else {})


def note() -> str:
    """The note in the form of this request."""
    return request.form.get("note", "")[:LONGEST_NOTE]


def others() -> Mapping[str, str]:
    """Its other fields, as far as they are those of a page and not of the login."""
    return {
        name: value[:LONGEST_NOTE]
        for name, value in request.form.items()
        if name not in OF_THE_LOGIN
    }
