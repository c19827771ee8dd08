"""Who may do what, as a table."""

import pytest

from checkin.domain.staff import NEEDS_SECOND_FACTOR, RIGHTS, Right, Role, may, may_manage

TABLE = """
              login work shifts reports audit staff
coordinator   yes   yes  no     no      no    no
supervisor    yes   yes  yes    yes     no    no
auditor       yes   no   no     no      yes   no
admin         yes   yes  yes    yes     yes   yes
"""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_role_may_what_stands_in_the_table(row: list[str]) -> None:
    role = Role(row[0])
    assert [may(role, Right(right)) for right in HEAD] == [said == "yes" for said in row[1:]]


def test_the_table_is_whole() -> None:
    assert RIGHTS.keys() == set(Role) == {Role(row[0]) for row in ROWS}
    assert set(HEAD) == set(Right)


def test_only_an_admin_must_have_a_second_factor() -> None:
    assert {Role.ADMIN} == NEEDS_SECOND_FACTOR


def test_nobody_changes_their_own_login() -> None:
    assert not may_manage(1, 1)
    assert may_manage(1, 2)
