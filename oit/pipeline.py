"""The Python API: one file in, its canonical forms out.

Example: `for form in process(Path("แบบฟอร์ม.docx")): print(form.agency.name, len(form.items))`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from audit.checks import check_form
from audit.confidence import calibrated
from extract.reader import content, document_of
from normalize.forms import document_forms
from oit.correcting import with_corrections
from oit.corrections import Correction
from oit.mapping import with_mapping, with_requirements
from oit.personal import with_personal_data
from oit.scanned import with_numbers_held
from oit.verify import with_disagreements
from schema.errors import NotReadable, OitError
from schema.finding import with_id
from schema.flatten import form_of
from schema.form import Form, Source
from schema.table import RawDocument


def process(
    path: Path, *, name: str | None = None, sha256: str | None = None, edition: int | None = None,
    password: str | None = None, corrections: Sequence[Correction] = (),
) -> list[Form]:
    """Read, recognise, normalise and audit one file; a file may hold several forms.

    name: what `source.file` says (default: the file's own name); sha256: what the file's is known
    to be, else it is refused as changed; edition: the edition that every item is mapped to, None
    for the default one; password: opens locked PDF files; corrections: what reviewers saw in the
    originals, of any form (`oit.corrections.read_corrections`). Raises an OitError with a message
    in Thai and English where the file gives no form.
    """
    known, document = _read(path, sha256, password)
    source = Source(
        file=name or path.name, sha256=known,
        media_type=document.media_type, pages=document.pages, reader=document.reader,
        scanned_pages=document.scanned_pages,
    )
    return forms_of(document, source, edition, corrections)


def _read(path: Path, sha256: str | None, password: str | None) -> tuple[str, RawDocument]:
    """A file's hash and what its reader makes of it: of the very same bytes, read once."""
    data = content(path)
    known = hashlib.sha256(data).hexdigest()
    if sha256 not in (None, known):
        raise _changed()
    return known, document_of(data, path.suffix, password)


def _changed() -> OitError:
    return NotReadable(
        "ไฟล์ถูกแก้ไขระหว่างที่ทำงาน ให้สั่งใหม่อีกครั้งเมื่อบันทึกเสร็จแล้ว",
        "the file changed while the run went on; run again once it is saved",
    )


def forms_of(
    document: RawDocument, source: Source, edition: int | None = None,
    corrections: Sequence[Correction] = (),
) -> list[Form]:
    """Recognise, normalise, correct and audit what a reader made of a file."""
    records = document_forms(document)
    ids = (form_id(source.sha256, number) for number in range(1, len(records) + 1))
    forms = [form_of(record, own, source) for record, own in zip(records, ids, strict=True)]
    forms = with_numbers_held(with_disagreements(forms, document), document)
    forms = [with_corrections(form, corrections) for form in forms]
    return [audited(calibrated(with_personal_data(with_requirements(with_mapping(form, edition)))))
            for form in forms]


def audited(form: Form) -> Form:
    """The form with the findings of every check, after those that reading gave; each id once."""
    found = (with_id(finding, form.form_id) for finding in check_form(form))
    once = {finding.finding_id: finding for finding in (*form.findings, *found)}
    return form.model_copy(update={"findings": tuple(once.values())})


def form_id(sha256: str, number: int) -> str:
    """The id of the first, second … form in a file: "f0123456789abcdef", "f0123456789abcdef-2"."""
    return f"f{sha256[:16]}" + (f"-{number}" if number > 1 else "")
