"""Memory of a command over many forms: copies of the forms of a run, each under an id of its own.

    python benchmarks/run_memory.py 100 1000 10000               # oit audit
    python benchmarks/run_memory.py 8325 --command dataset       # or agencies, link, people

Each number of forms is read in a process of its own, whose peak and CPU seconds are told. Of each
form "หน่วยงาน" is followed by its number, so that the copies do not hold the same texts.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("audit", "dataset", "agencies", "link", "people")
RUN = """
import resource, sys, time
sys.path.insert(0, sys.argv[1])
from oit.cli import cli
try:
    cli(sys.argv[2:])
except SystemExit as stopped:
    ended = stopped.code
print(ended, round(time.process_time()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def copies(run: Path, folder: Path, count: int) -> None:
    """So many forms, the given ones again and again."""
    (folder / "forms").mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((run / "forms").glob("*.json"))]
    for number, text in zip(range(count), itertools.cycle(texts), strict=False):
        form = json.loads(text)
        old, new = form["form_id"], f"f{number:016x}"
        own = text.replace(old, new).replace("หน่วยงาน", f"หน่วยงาน{number}")
        (folder / "forms" / f"{new}.json").write_text(own, encoding="utf-8")


@click.command()
@click.argument("counts", nargs=-1, type=int, metavar="[FORMS]...")
@click.option("--command", type=click.Choice(COMMANDS), default="audit", show_default=True)
@click.option("--run", type=click.Path(path_type=Path), default=ROOT / "output" / "samples")
def main(counts: tuple[int, ...], command: str, run: Path) -> None:
    """Print peak memory and time for each number of forms."""
    for count in counts or (100, 1000, 10000):
        with tempfile.TemporaryDirectory() as place:
            copies(run, Path(place), count)
            quiet = ["--quiet"] if command == "audit" else []
            done = subprocess.run(
                [sys.executable, "-c", RUN, str(ROOT), command, place, *quiet],
                check=True, capture_output=True, text=True, encoding="utf-8")
            ended, seconds, peak = done.stdout.split()[-3:]
            click.echo(f"{command}, {count} forms: {peak} MB, {seconds} CPU s, exit {ended}")


if __name__ == "__main__":
    main()
