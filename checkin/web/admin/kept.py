"""What somebody typed into a form that could not be taken: kept, and offered again."""

from dataclasses import dataclass

from flask import request

from checkin.web.admin.addresses import one_of_ours

LONGEST_NOTE = 4000  # characters


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it came: where it was to go, and the words in it."""

    address: str
    note: str


def kept() -> Kept:
    """What the form of this request holds."""
    return Kept(one_of_ours(request.path), request.form.get("note", "")[:LONGEST_NOTE])
