"""The data dictionary for people: as text, and as the Markdown of README and docs/fields.md."""

from __future__ import annotations

from oit.dictionary import Field, columns, fields, table_note

KINDS = {
    "text": "text", "list": r"text joined by `\|`", "integer": "integer",
    "ordinal": "integer from 1", "count": "integer", "year": "integer (B.E.)",
    "number": "number", "share": "number 0–1",
}
INTRODUCTION = """# Fields of the tables

Every column of every table, in order. The page is made by `oit fields --markdown` from
`catalogue/data/fields.csv`, as are the field tables of the README, the dictionary in
`datapackage.json` and the comments in `oit.duckdb`. A blank cell is null: nothing is known, which
is never the same as "no". Years are Buddhist-era.
"""


def text(name: str) -> str:
    """A table with its columns, a line each."""
    note = table_note(name)
    lines = [f"{name}  {note.thai} / {note.english}"]
    lines += [f"  {field.name}  {field.thai}  [{kind(field)}]  {field.english}"
              for field in fields(name)]
    return "\n".join(lines).replace("`", "").replace("\\|", "|")


def kind(field: Field) -> str:
    """What may stand in a column: its allowed values, or its kind."""
    allowed = ", ".join(f"`{value}`" for value in field.allowed)
    return allowed or KINDS[field.kind]


def markdown_table(name: str) -> str:
    """The columns of a table as a Markdown table, as the README has it."""
    lines = ["| field | ภาษาไทย | type | example |", "|---|---|---|---|"]
    lines += [f"| `{field.name}` | {field.thai} | {kind(field)} | {_example(field)}|"
              for field in fields(name)]
    return "\n".join(lines) + "\n"


def _example(field: Field) -> str:
    return f"`{field.example}` " if field.example else ""


def markdown_page() -> str:
    """The page of all tables."""
    return "\n".join([INTRODUCTION, *map(_section, columns())])


def _section(name: str) -> str:
    note = table_note(name)
    head = f"## {name}\n\n{note.thai}: {note.english}.\n\n"
    lines = ["| field | ภาษาไทย | holds | type | example |", "|---|---|---|---|---|"]
    lines += [f"| `{field.name}` | {field.thai} | {field.english} | {kind(field)} "
              f"| {_example(field)}|" for field in fields(name)]
    return head + "\n".join(lines) + "\n"
