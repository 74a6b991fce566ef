"""A form as the ledger keeps it: compressed, with what a run says of it without opening it."""

from __future__ import annotations

import json
import zlib
from itertools import chain

from oit.outcome import Packed, Rendered, Rows, Told
from oit.tables import TABLES
from oit.workbook import is_too_long

SHOWN = ("kind", "agency", "fiscal_year", "edition", "items", "findings")  # in the summary
LEVEL = 3  # half the time of 6, which zlib takes of itself, for a ledger a fifth larger


def packed(form: Rendered) -> Packed:
    """The form compressed. Raises ValueError for what no JSON and no CSV can hold."""
    rows = json.dumps(form.rows, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Packed(zlib.compress(form.json.encode(), LEVEL), zlib.compress(rows.encode(), LEVEL))


def json_text(data: bytes) -> str:
    """The JSON of a form that was packed."""
    return zlib.decompress(data).decode()


def table_rows(data: bytes) -> Rows:
    """The rows of a form that was packed."""
    made = json.loads(zlib.decompress(data))
    return {table: [tuple(row) for row in rows] for table, rows in made.items()}


def told(form: Rendered) -> Told:
    """What a run says of a form: id, what the summary shows, counts, severities, cells cut."""
    severity = TABLES["findings"].columns.index("severity")
    found = {str(row[severity]) for row in form.rows.get("findings", ())}
    return Told(
        form_id=form.form_id, shown=_shown(form.rows), severities=tuple(sorted(found)),
        counts={table: len(rows) for table, rows in form.rows.items() if rows},
        cut=sum(isinstance(value, str) and is_too_long(value)
                for row in chain.from_iterable(form.rows.get(table, ()) for table in TABLES)
                for value in row),
    )


def _shown(rows: Rows) -> dict[str, str | int | float | None]:
    for row in rows.get("forms", ()):
        named = dict(zip(TABLES["forms"].columns, row, strict=True))
        return {name: named[name] for name in SHOWN}
    return {}
