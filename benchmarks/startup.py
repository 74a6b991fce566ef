"""How long `oit --help` takes, beside Python itself, in one run: medians in milliseconds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 20
PYTHON = [sys.executable, "-c", "pass"]
COMMANDS = {
    "python -c pass": PYTHON,
    "oit --help": [sys.executable, "-c", "from oit.cli import cli; cli(['--help'])"],
    "oit convert --help": [sys.executable, "-c", "from oit.cli import cli; cli(['convert', '-h'])"],
    "oit schema": [sys.executable, "-c", "from oit.cli import cli; cli(['schema'])"],
}


def milliseconds(command: list[str]) -> float:
    """Wall-clock time of one process, from start to end."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Run all commands in turn, so that a busy moment of the machine meets them all."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            times[name].append(milliseconds(command))
    medians = {name: statistics.median(found) for name, found in times.items()}
    print("| command | median ms | slowest ms | times `python -c pass` |\n|---|---:|---:|---:|")
    for name, median in medians.items():
        ratio = median / medians["python -c pass"]
        print(f"| `{name}` | {median:.0f} | {max(times[name]):.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
