"""What the parts of an office document (.docx, .xlsx) refer to: other parts and addresses."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import NamedTuple

from extract.archive import Archive
from extract.xmlpart import parse


class Relation(NamedTuple):
    """What a part refers to.

    kind: such as "worksheet" or "hyperlink"; target: as the file says it, for an address; member:
    the name of the member meant, for a part.
    """

    kind: str = ""
    target: str = ""
    member: str = ""


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """What a part refers to, by relation id; `part` "" is the package itself.

    Example: "../media/a.png" of "word/document.xml" is the member "media/a.png".
    """
    folder, _, name = part.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")
    if listed not in archive:
        return {}
    found = {}
    for relation in parse(archive.read(listed), listed):
        if isinstance(relation.tag, str):
            target = relation.get("Target", "")
            member = normpath(join("/", dirname(part), target)).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = Relation(kind, target, member)
    return found
