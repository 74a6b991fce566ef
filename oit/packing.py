"""A form as the ledger keeps it: compressed, with what a run says of it without opening it."""

from __future__ import annotations

import json
import zlib
from itertools import chain

from oit.celltexts import is_too_long
from oit.outcome import Packed, Rendered, Rows, Told
from oit.tables import TABLES

SHOWN = ("kind", "agency", "fiscal_year", "edition", "items", "findings")  # in the summary
LEVEL = 3  # half the time of 6, which zlib takes of itself, for a ledger a fifth larger


def packed(form: Rendered) -> Packed:
    """The form compressed. Raises ValueError for what no JSON and no CSV can hold."""
    rows = json.dumps(form.rows, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    parts = form.json.encode(), rows.encode(), b"".join(form.statements)
    return Packed(*(zlib.compress(part, LEVEL) for part in parts))


def unpacked(data: bytes) -> bytes:
    """The JSON or the statements of a form that was packed."""
    return zlib.decompress(data)


def table_rows(data: bytes) -> Rows:
    """The rows of a form that was packed."""
    made: Rows = json.loads(zlib.decompress(data))
    return made


def told(form: Rendered) -> Told:
    """What a run says of a form: id, what the summary shows, counts, severities, cells cut."""
    severity = TABLES["findings"].columns.index("severity")
    found = {str(row[severity]) for row in form.rows.get("findings", ())}
    rows = {**form.rows, "statements": form.statements}
    return Told(
        form_id=form.form_id, shown=_shown(form.rows), severities=tuple(sorted(found)),
        counts={table: len(own) for table, own in rows.items() if own},
        cut=sum(isinstance(value, str) and is_too_long(value)
                for row in chain.from_iterable(form.rows.get(table, ()) for table in TABLES)
                for value in row),
    )


def _shown(rows: Rows) -> dict[str, str | int | float | None]:
    for row in rows.get("forms", ()):
        named = dict(zip(TABLES["forms"].columns, row, strict=True))
        return {name: named[name] for name in SHOWN}
    return {}
