"""What a user may choose for a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.scan.choice import Choice

DEFAULT_LIMIT = 120.0


@dataclass(frozen=True)
class Options:
    """What a user may choose.

    limit: seconds per file, None for none; jobs: None for a default; password: opens locked PDF
    files, and is written nowhere; catalogue: a folder of further editions, beside ours; verify:
    read PDF pages with two sources of characters and say where they disagree; corrections: the
    file of what reviewers saw in the originals: a file whose rows change is read again; prune:
    drop what is no longer among the inputs; retry: read again what failed in an earlier run;
    memory: bytes that a worker may use, None for a default, 0 for no limit; scheduler: address of
    a Dask cluster that does the work; statements: the kind of file they go to, "parquet", "csv" or
    "none"; ocr: who reads scans, "oit", "both", "tesseract" or "none".
    """

    jobs: int | None = None
    edition: int | None = None
    catalogue: str | None = None
    limit: float | None = DEFAULT_LIMIT
    password: str | None = field(default=None, repr=False)
    verify: bool = False
    corrections: str | None = None
    prune: bool = False
    retry: bool = False
    memory: int | None = None
    scheduler: str | None = None
    statements: str = "parquet"
    ocr: Choice = "oit"
