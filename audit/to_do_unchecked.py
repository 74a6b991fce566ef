"""What of a form was not checked at all: silence would be taken for praise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schema.form import Form
from schema.table import Place

Words = tuple[str, str]  # the same in Thai and English
_OF_STATUS = re.compile("สถานะ|ผล|ก้าวหน้า|คืบหน้า|เสร็จ|status|progress", re.I)
_STATUS = ("status_unknown", "status_two")  # told row by row


def unchecked(form: Form) -> Iterator[tuple[str, Words, Place]]:
    """(kind, sentence, place) for a form without rows and for statuses that nobody could check.

    A form of another scheme says so itself. Example: a form of which only the scores were read
    gives "nothing_checked".
    """
    checks = {finding.check for finding in form.findings}
    if not (form.items or form.measures or form.actions) and "scheme_foreign" not in checks:
        yield "nothing_checked", (
            "อ่านไม่พบแถวของข้อ มาตรการ หรือแผนปฏิบัติ จึงไม่ได้ตรวจว่ากรอกครบหรือไม่",
            "No row of an item, measure or action was read: nothing was checked"), Place()
    unread = [item for item in form.items if item.absent.get("status") == "unreadable"]
    if unread and not checks.intersection(_STATUS):
        place = Place(**unread[0].source.model_dump(exclude={"continued"}))
        yield "status_unchecked", (
            f"อ่านสถานะไม่ได้ {len(unread)} ข้อ จึงไม่ได้ตรวจสถานะของข้อเหล่านั้น",
            f"The status of {len(unread)} items could not be read and was not checked"), place
    yield from _status_column(form)


def _status_column(form: Form) -> Iterator[tuple[str, Words, Place]]:
    """A column that may be the one of the statuses, in a form where none was recognised."""
    if not all(item.absent.get("status") == "not_in_form" for item in form.items):
        return
    for finding in form.findings:
        header = str(finding.data.get("header", "")).strip()
        if finding.check == "column_unknown" and _OF_STATUS.search(header):
            yield "status_column_unknown", (
                f"ไม่รู้ว่าคอลัมน์ “{header}” เป็นสถานะหรือไม่ จึงไม่ได้ตรวจสถานะ",
                f"The column “{header}” may be the status: it was not checked",
            ), finding.evidence[0] if finding.evidence else Place()
