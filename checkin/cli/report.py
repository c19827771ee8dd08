"""What became of a members file, in words. No line holds a name, a number or another value."""

from collections.abc import Iterator, Sequence

from checkin.usecases.importing import Report


def told(report: Report) -> Iterator[str]:
    """A line for each bad row, in the order of the file, and one that sums up."""
    for line, reasons in report.bad:
        yield f"line {line}: {'; '.join(map(str, reasons))}"
    yield _summary(report)


def _summary(report: Report) -> str:
    rows = "1 row" if report.rows == 1 else f"{report.rows} rows"
    parts = [f"{report.invited} invited"]
    if report.already:
        where = ", ".join(_ranges(report.already))
        noun = "line" if len(report.already) == 1 else "lines"
        parts.append(f"{len(report.already)} already enrolled, left as they are ({noun} {where})")
    parts.append(f"{len(report.bad)} not loaded")
    return f"{rows}: {', '.join(parts)}"


def _ranges(lines: Sequence[int]) -> Iterator[str]:
    """Ascending line numbers in short: `2-4`, `7`."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or lines[end] != lines[end - 1] + 1:
            first, last = lines[start], lines[end - 1]
            yield f"{first}-{last}" if last > first else f"{first}"
            start = end
