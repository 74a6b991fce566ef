"""Memory of `oit audit` over many forms: copies of the forms of a run, each under an id of its own.

Run `python benchmarks/audit_memory.py [FORMS ...] [--run output/samples]`. Each number of forms is
checked in a process of its own, whose peak is told.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
AUDIT = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from oit.cli import cli
try:
    cli(["audit", sys.argv[2], "--quiet"])
except SystemExit:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def copies(run: Path, folder: Path, count: int) -> None:
    """So many forms, the given ones again and again."""
    (folder / "forms").mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((run / "forms").glob("*.json"))]
    for number, text in zip(range(count), itertools.cycle(texts), strict=False):
        form = json.loads(text)
        old, new = form["form_id"], f"f{number:016x}"
        path = folder / "forms" / f"{new}.json"
        path.write_text(text.replace(old, new), encoding="utf-8")


@click.command()
@click.argument("counts", nargs=-1, type=int, metavar="[FORMS]...")
@click.option("--run", type=click.Path(path_type=Path), default=ROOT / "output" / "samples")
def main(counts: tuple[int, ...], run: Path) -> None:
    """Print peak memory and time for each number of forms."""
    for count in counts or (100, 1000, 10000):
        with tempfile.TemporaryDirectory() as place:
            copies(run, Path(place), count)
            begun = time.monotonic()
            done = subprocess.run([sys.executable, "-c", AUDIT, str(ROOT), place],
                                  check=True, capture_output=True, text=True)
            click.echo(f"{count} forms: {done.stdout.split()[-1]} MB, "
                       f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
