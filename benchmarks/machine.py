"""What the machine tells: the CPU time of processes, and how busy everything is."""

import os
import platform
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # of CPU time in a second, as /proc counts


def tree_cpu(root: int) -> float:
    """CPU seconds so far of the process `root` and all that live below it. Linux only."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            # The name in parentheses may hold anything, so the fields are counted after it.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(folder.name)] = int(fields[1])
        used[int(folder.name)] = int(fields[11]) + int(fields[12])
    return sum(ticks for pid, ticks in used.items() if _below(pid, root, parents)) / TICKS


def _below(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid and pid != root:
        pid = parents.get(pid, 0)
    return pid == root


def description() -> str:
    """One line on the machine as it is now."""
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    python = platform.python_version()
    return f"{os.cpu_count()} cores, load average {load}, Python {python}, {platform.machine()}"
