"""What spreadsheets write as CSV is read, each row with its line; what is no CSV is refused."""

import codecs

import pytest

from checkin.domain.importing.enrolment import COLUMNS
from checkin.domain.importing.sheet import Row, Unreadable, read_sheet

HEADER = ",".join(COLUMNS)
ANA = "1,Ana,en,UTC,text,daily,10:00,form,yes,work"
BROKEN = ANA.replace("form", '"a\nb\r\nc"')
QUOTED = ANA.replace("Ana", '"A,n""a"')
BEN = "2,Ben,en,UTC,text,daily,10:00,form,no,"


def rows(data: bytes | str) -> list[Row]:
    """The rows of a file."""
    return list(read_sheet(data.encode() if isinstance(data, str) else data).rows())


def names(data: bytes | str) -> list[tuple[int, str]]:
    """The line and the name of each row that could be read."""
    return [(row.line, row.values["name"]) for row in rows(data) if not row.fault]


def test_every_row_has_its_values_by_column() -> None:
    (row,) = rows(f"{HEADER}\n{ANA}\n")

    assert row == Row(2, dict(zip(COLUMNS, ANA.split(","), strict=True)))


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\n{ANA}\n{BEN}\n",
        f"{HEADER}\n{ANA}\n{BEN}",
        f"{HEADER}\r\n{ANA}\r\n{BEN}\r\n",
        f"{HEADER}\r{ANA}\r{BEN}\r",
        f"\ufeff{HEADER}\n{ANA}\n{BEN}\n",
        f"{HEADER}\n{ANA}\n{BEN}\n".replace(",", ";"),
        f" {HEADER.upper()} \n{ANA}\n{BEN}\n",
        f"{HEADER},,\n{ANA},,\n{BEN},\n",
    ],
    ids=["lf", "no-end", "crlf", "cr", "bom", "semicolons", "capitals", "empty-columns"],
)
def test_the_dialects_of_spreadsheets_are_one(data: str) -> None:
    assert names(data) == [(2, "Ana"), (3, "Ben")]


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (f"{HEADER}\n\n{ANA}\n , ,\n,,,,,,,,,\n{BEN}\n\n", [(3, "Ana"), (6, "Ben")]),
        (f"\n\n{HEADER}\n{ANA}\n", [(4, "Ana")]),
        (f"{HEADER}\n{BROKEN}\n{BEN}\n", [(2, "Ana"), (5, "Ben")]),
        (f"{HEADER}\n{QUOTED}\n", [(2, 'A,n"a')]),
    ],
    ids=["empty-lines", "empty-top", "line-breaks-in-quotes", "quotes"],
)
def test_a_row_is_known_by_the_line_it_begins_on(data: str, read: list[tuple[int, str]]) -> None:
    assert names(data) == read


def test_columns_may_come_in_any_order() -> None:
    turned = [",".join(reversed(line.split(","))) for line in (HEADER, ANA)]

    assert rows("\n".join(turned))[0].values == rows(f"{HEADER}\n{ANA}")[0].values


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("1,Ana,en", "has 3 values, and the header names 10 columns"),
        (ANA + ",x", "has 11 values, and the header names 10 columns"),
        (ANA.replace("Ana", '"A"na'), "has a quotation mark"),
    ],
)
def test_a_row_out_of_shape_is_told_and_the_others_are_read(bad: str, why: str) -> None:
    first, second = rows(f"{HEADER}\n{bad}\n{BEN}\n")

    assert first.line == 2
    assert why in str(first.fault)
    assert (second.line, second.values["name"]) == (3, "Ben")


def test_a_quotation_mark_never_closed_is_told_with_all_that_it_hides() -> None:
    ana, lost = rows(f'{HEADER}\n{ANA}\n3,"Cleo,en\n{BEN}\n{BEN}\n')

    assert ana.values["name"] == "Ana"
    assert lost.line == 3
    assert "lines 3 to 5 were not read" in str(lost.fault)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\n,,,\n", "no header line"),
        (codecs.BOM_UTF16_LE + HEADER.encode("utf-16-le"), "UTF-16"),
        (f"{HEADER}\n{ANA}\nZo\xeb".encode("latin-1"), "not in UTF-8, first seen in line 3"),
        (f"{HEADER}\r{ANA}\r\xeb".encode("latin-1"), "not in UTF-8, first seen in line 3"),
        (b"PK\x03\x04\x14\x00", "is a spreadsheet"),
    ],
)
def test_what_is_no_csv_in_utf8_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_sheet(data)


def test_every_fault_of_a_header_is_told_at_once() -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheet(b"phone,name,name,langauge,,time_zone,channel,cadence,at,buddy_ok,topics\n")

    assert str(refused.value).splitlines() == [
        "columns missing: language, consent_evidence",
        "columns not known: langauge, one without a name",
        "columns named more than once: name",
    ]


def test_a_file_without_a_header_is_told_so_without_its_first_row() -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheet(ANA.replace("1,", "+12125550101,").encode())

    assert str(refused.value) == f"the first line must name the columns: {HEADER}"
