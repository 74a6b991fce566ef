"""What a folder of results says of itself: its manifest and its forms, opened one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from oit.inputs import OWN_MANIFEST
from oit.write import FORMS_FOLDER
from schema.form import Form


class NoResultsError(ValueError):
    """A folder that no run and no release wrote, or whose manifest is damaged."""


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of results; NoResultsError where there is none."""
    try:
        made = json.loads((folder / OWN_MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoResultsError(f"{folder} holds no {OWN_MANIFEST}: give a folder that `oit convert` "
                             "or `oit release` wrote / ไม่ใช่โฟลเดอร์ผลลัพธ์") from None
    except (OSError, ValueError) as error:
        raise NoResultsError(f"{folder / OWN_MANIFEST} cannot be read ({error}) / "
                             "เปิดไฟล์ manifest ไม่ได้") from error
    if not isinstance(made, dict) or made.get("tool") != "oit":
        raise NoResultsError(f"{folder / OWN_MANIFEST} is none of ours / ไม่ใช่ manifest ของโปรแกรมนี้")
    return made


def form_files(folder: Path) -> dict[str, Path]:
    """The files of the forms by form_id, sorted; a name on disk says nothing but that."""
    return {path.stem: path for path in sorted((folder / FORMS_FOLDER).glob("f*.json"))}


def form_from(path: Path) -> Form:
    """A form as it was written; ValueError names the file and the first thing that is wrong."""
    try:
        form = Form.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"])) or "-"
        raise ValueError(f"{path.name}: {where}: {first['msg']}") from error
    if form.form_id != path.stem:
        raise ValueError(f"{path.name}: form_id: it says {form.form_id}")
    return form


def forms_of_folder(folder: Path) -> Iterator[Form]:
    """Every form of a folder in the order of its ids, one at a time in memory."""
    for path in form_files(folder).values():
        yield form_from(path)
