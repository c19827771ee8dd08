"""Members into rows, for another installation to import."""

from collections.abc import Iterator

from checkin.domain.importing.writing import row
from checkin.usecases.ports.store import Store

PAGE = 500


def export_members(store: Store) -> Iterator[tuple[str, ...]]:
    """The values of `COLUMNS` for every member who has not left, in order of enrolment.

    Nobody who has stopped is among them: another installation would invite them. Each page is
    read on its own, so that a long export holds up nobody.
    """
    after = 0
    while True:
        with store.look() as work:
            page = work.people.kept(after, PAGE)
        if not page:
            return
        yield from map(row, page)
        after = page[-1].member.id
