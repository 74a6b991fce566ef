"""The JSON Schema of what is written, made from the models themselves."""

from __future__ import annotations

import json

from pydantic import BaseModel

from schema import form
from schema.finding import Finding
from schema.table import Place

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, type[BaseModel]] = {
    "form": form.Form, "item": form.Item, "measure": form.Measure, "score": form.Score,
    "action": form.Action, "analysis": form.Analysis, "constraint": form.Constraint,
    "person": form.FormPerson, "link": form.FormLink, "finding": Finding, "place": Place,
}


def record_schema(record: str) -> str:
    """The schema of a record as JSON text; ValueError names the records there are."""
    if record not in RECORDS:
        raise ValueError(f"no record {record!r}; there are {', '.join(RECORDS)}")
    made = RECORDS[record].model_json_schema(mode="serialization")
    return json.dumps({"$schema": DIALECT} | made, ensure_ascii=False, indent=1)
