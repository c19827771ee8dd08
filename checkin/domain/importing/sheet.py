"""Bytes into rows: what spreadsheets write as CSV, and each row's line in the file.

A line is counted as an editor counts it, so that a value with a line break in quotes moves the
rows after it down. Rows that hold nothing are passed over.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from checkin.domain.importing.enrolment import COLUMNS, Reason

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORKBOOK = b"PK\x03\x04"  # how every .xlsx and .ods begins
QUOTE = "has a quotation mark that is not closed, or that stands within a value"


class Unreadable(Exception):
    """Nothing of the file can be loaded; the message has one line for each fault."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file: its values by column, or the fault that keeps it from being read."""

    line: int
    values: Mapping[str, str]
    fault: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose header is in order. Its rows are read when they are asked for."""

    text: str
    delimiter: str
    columns: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Every row below the header, in order."""
        records = _records(self.text, self.delimiter)
        next(records)
        for line, last, cells in records:
            if cells is None:
                skipped = f"; lines {line} to {last} were not read" if last > line else ""
                yield Row(line, {}, Reason("", QUOTE + skipped))
            else:
                yield self._row(line, cells)

    def _row(self, line: int, cells: Sequence[str]) -> Row:
        width = len(self.columns)
        if len(cells) < width or any(map(str.strip, cells[width:])):
            counts = f"has {len(cells)} values, and the header names {width} columns"
            return Row(line, {}, Reason("", counts))
        return Row(line, dict(zip(self.columns, cells, strict=False)))


def read_sheet(data: bytes) -> Sheet:
    """The sheet in a file. Raises `Unreadable`, with every fault of its header at once."""
    text = _decoded(data)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if head.count(";") > head.count(",") else ","
    _, _, cells = next(_records(text, delimiter), (0, 0, []))
    if not cells:
        raise Unreadable("the file holds no header line" if text.strip() else "the file is empty")
    columns = [cell.strip().casefold() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    if faults := list(_faults(columns)):
        raise Unreadable("\n".join(faults))
    return Sheet(text, delimiter, tuple(columns))


def _decoded(data: bytes) -> str:
    if data.startswith(WORKBOOK):
        raise Unreadable("the file is a spreadsheet: save it as CSV in UTF-8")
    if data.startswith(WIDE):
        raise Unreadable("the file is in UTF-16: save it as CSV in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(data[: error.start + 1].splitlines())
        raise Unreadable(
            f"the file is not in UTF-8, first seen in line {line}: save it as CSV in UTF-8"
        ) from None


def _records(text: str, delimiter: str) -> Iterator[tuple[int, int, list[str] | None]]:
    """The first and last line of each record, and its cells; None if it is not well formed."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, reader.line_num, None
            continue
        if any(map(str.strip, cells)):
            yield line, reader.line_num, cells


def _faults(columns: Sequence[str]) -> Iterator[str]:
    """What is wrong with the header. Values are named only in what is a header for certain."""
    if not set(columns) & set(COLUMNS):
        yield f"the first line must name the columns: {','.join(COLUMNS)}"
        return
    if missing := [name for name in COLUMNS if name not in columns]:
        yield f"columns missing: {', '.join(missing)}"
    if unknown := [name for name in dict.fromkeys(columns) if name not in COLUMNS]:
        yield f"columns not known: {', '.join(name or 'one without a name' for name in unknown)}"
    if twice := [name for name in COLUMNS if columns.count(name) > 1]:
        yield f"columns named more than once: {', '.join(twice)}"
