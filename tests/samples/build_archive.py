"""Office files whose bytes say nothing of when they were made."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

#: When all samples were written, they say; without a zone, as the office libraries want it.
WRITTEN = datetime(2024, 1, 15, 9, 0, tzinfo=UTC).replace(tzinfo=None)
_DATE = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")


def dated(archive: bytes) -> bytes:
    """The same archive with one fixed date on and in every member."""
    made = io.BytesIO()
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(name)
            new.writestr(member, _DATE.sub(stamp, data) if name == "docProps/core.xml" else data)
    return made.getvalue()
