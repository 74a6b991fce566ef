"""Zip containers with hostile members: attributes, nesting, doubled and missing parts, headers."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.fuzz.numbers import NUMBERS
from tests.fuzz.words import TOKENS

Members = list[tuple[str, bytes]]
_ATTRIBUTE = re.compile(rb'([\w:.-]+)="([^"]*)"')
_COUNT = re.compile(rb'([\w:.-]+)="-?\d+"')
_ELEMENT = re.compile(rb"<([\w:-]+)(?: [^<>]*)?>[^<>]*</\1>|<[\w:-]+(?: [^<>]*)?/>")
_OPENING = re.compile(rb"<([\w:-]+)(?: [^<>]*)?(?<!/)>")
_TEXT = re.compile(rb">([^<>]*)<")
_NESTED = (
    b"w:tbl w:tr w:tc", b"w:sdt w:sdtContent", b"w:ins", b"w:r", b"table:table table:table-row "
    b"table:table-cell", b"text:list text:list-item", b"text:span", b"row", b"c", b"is",
)
_SPANS = (
    b'<w:tcPr><w:gridSpan w:val="%s"/><w:vMerge/></w:tcPr>', b'<w:gridCol w:w="%s"/>',
    b'<mergeCell ref="A1:XFD%s"/>', b'<c r="A%s"><v>1</v></c>', b'<row r="%s" hidden="1"/>',
    b'<col min="%s" max="16384" hidden="1"/>', b'<hyperlink ref="A1:XFD%s" location="x"/>',
    b'<table:table-cell table:number-columns-repeated="%s"><text:p>x</text:p></table:table-cell>',
    b'<table:table-row table:number-rows-repeated="%s"><table:table-cell><text:p>x</text:p>'
    b"</table:table-cell></table:table-row>", b'<text:s text:c="%s"/>',
    b'<table:table-row table:visibility="collapse" table:number-rows-repeated="%s"/>',
    b'<table:table-column table:visibility="collapse" table:number-columns-repeated="%s"/>',
    b'<w:sym w:font="Wingdings" w:char="%s"/>',
)
_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
)


def mutated_package(random: Random, data: bytes) -> bytes:
    """One member or the container changed; damage that keeps no container is left as it is."""
    try:
        members = _unpacked(data)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, KeyError, EOFError,
            RuntimeError, zipfile.LargeZipFile, struct.error, zlib.error):
        return data
    if not members:
        return data
    if random.random() < 0.2:
        return random.choice(_CONTAINERS)(random, members)
    at = random.choices(range(len(members)), [_weight(name) for name, _ in members])[0]
    name, content = members[at]
    members[at] = (name, random.choice(_CONTENTS)(random, content))
    return packed(members)


def _weight(name: str) -> int:
    """Parts that hold cells are changed most."""
    main = ("document.xml", "sheet1.xml", "content.xml")
    return 20 if name.endswith(main) else 4 if name.endswith((".xml", ".rels")) else 1


def _unpacked(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > 20_000_000:
            return []
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def packed(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The members as a container whose bytes say nothing of the time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, content in members:
            info = zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return written.getvalue()


# Contents of a member


def _counted(random: Random, content: bytes) -> bytes:
    """The value of an attribute that holds a number."""
    return _attributed(random, content, _COUNT, random.choice(NUMBERS))


def _valued(random: Random, content: bytes) -> bytes:
    """The value of any attribute."""
    values = (b"", b"&#10;", b"x" * 5000, b"../../../../etc/passwd", b"file:///etc/passwd", b"\xff",
              b"true", "ก".encode(), b"javascript:1", b"Wingdings", b"&lt;", b"A1:XFD1048576")
    return _attributed(random, content, _ATTRIBUTE, random.choice((*values, *NUMBERS)))


def _attributed(
    random: Random, content: bytes, wanted: re.Pattern[bytes], value: bytes
) -> bytes:
    found = list(wanted.finditer(content))
    if not found:
        return content
    place = random.choice(found)
    return content[: place.start()] + place[1] + b'="' + value + b'"' + content[place.end() :]


def _spanned(random: Random, content: bytes) -> bytes:
    """An element that spans or repeats beyond all reason, behind an opening tag."""
    found = list(_OPENING.finditer(content))
    if not found:
        return content
    place = random.choice(found)
    element = random.choice(_SPANS) % random.choice(NUMBERS)
    times = random.choice((1, 1, 20, 500))
    return content[: place.end()] + element * times + content[place.end() :]


def _nested(random: Random, content: bytes) -> bytes:
    """An element wrapped in many others."""
    found = list(_ELEMENT.finditer(content))
    if not found:
        return content
    place, names = random.choice(found), random.choice(_NESTED).split()
    depth = random.choice((3, 20, 60, 300))
    before = b"".join(b"<%s>" % name for name in names) * depth
    after = b"".join(b"</%s>" % name for name in reversed(names)) * depth
    return content[: place.start()] + before + place[0] + after + content[place.end() :]


def _repeated(random: Random, content: bytes) -> bytes:
    """An element left out or repeated."""
    found = list(_ELEMENT.finditer(content))
    if not found:
        return content
    place = random.choice(found)
    return (content[: place.start()] + place[0] * random.choice((0, 0, 2, 500))
            + content[place.end() :])


def _renamed(random: Random, content: bytes) -> bytes:
    """A tag under the name of another."""
    names = [place[1] for place in _OPENING.finditer(content)]
    if not names:
        return content
    old, new = random.choice(names), random.choice(names)
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[ >/])", rb"\1" + new, content,
                  count=random.choice((0, 2)))


def _worded(random: Random, content: bytes) -> bytes:
    """Words of an element replaced; now and then they are very long."""
    found = [place for place in _TEXT.finditer(content) if place[1].strip()]
    if not found:
        return content
    place = random.choice(found)
    words = random.choice(TOKENS) * random.choice((1, 3, 3, 20_000))
    return content[: place.start(1)] + words[:100_000] + content[place.end(1) :]


def _declared(random: Random, content: bytes) -> bytes:
    """A document type with entities, and one of them used."""
    at = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    content = content[:at] + random.choice(_DOCTYPES) + content[at:]
    found = list(_TEXT.finditer(content))
    place = random.choice(found).start(1) if found else len(content)
    return content[:place] + random.choice((b"&a;", b"&c;", b"")) + content[place:]


def _recoded(random: Random, content: bytes) -> bytes:
    """Another encoding than the part says it has."""
    coded = content.decode("utf-8", "replace").encode(random.choice(("utf-16", "cp874", "utf-7")),
                                                      "replace")
    return random.choice((coded, content.replace(b"UTF-8", b"UTF-16"), b"\xef\xbb\xbf" + content))


def _broken(random: Random, content: bytes) -> bytes:
    """Bytes of the part changed, or the part broken off."""
    if not content or random.random() < 0.3:
        return content[: len(content) // 2]
    at = random.randrange(len(content))
    return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]


_CONTENTS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _counted, _counted, _valued, _spanned, _spanned, _nested, _repeated, _renamed, _worded,
    _worded, _declared, _recoded, _broken,
)


# The container


def _lacking(random: Random, members: Members) -> bytes:
    members.pop(random.randrange(len(members)))
    return packed(members)


def _doubled(random: Random, members: Members) -> bytes:
    """A part twice, under its name or another's."""
    (name, _), (_, content) = random.choice(members), random.choice(members)
    return packed([*members, (name, content)])


def _moved(random: Random, members: Members) -> bytes:
    """A part under a name that leads out of the folder, or under none."""
    at = random.randrange(len(members))
    name = members[at][0]
    names = ("../../" + name, "/" + name, name.upper(), "", "\x01", "a" * 5000, "word/../" + name,
             "C:\\" + name, "word/\u202egnp.xml", name.replace("/", "\\"))
    members[at] = (random.choice(names), members[at][1])
    return packed(members)


def _many(random: Random, members: Members) -> bytes:
    return packed([*members, *((f"word/{n}.xml", b"<a/>") for n in range(2000))])


def _wound(random: Random, members: Members) -> bytes:
    """The package within itself."""
    return packed([*members, ("word/embeddings/a.docx", packed(members))])


def _methods(random: Random, members: Members) -> bytes:
    """Packed by another method."""
    return packed(members, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2,
                                          zipfile.ZIP_LZMA)))


def _lying(random: Random, members: Members) -> bytes:
    """A field of a header changed: flags, method, sizes, lengths of names."""
    data = bytearray(packed(members))
    signature, fields = random.choice(((b"PK\x01\x02", (8, 10, 16, 20, 24, 28, 30, 42)),
                                       (b"PK\x03\x04", (6, 8, 14, 18, 22, 26, 28)),
                                       (b"PK\x05\x06", (8, 10, 12, 16, 20))))
    places = [place.start() for place in re.finditer(re.escape(signature), bytes(data))]
    at = random.choice(places) + random.choice(fields)
    value = random.choice((0, 1, 9, 12, 14, 93, 50, 0xFFFF, random.randrange(0x10000)))
    data[at : at + 2] = struct.pack("<H", value)
    return bytes(data)


_CONTAINERS: tuple[Callable[[Random, Members], bytes], ...] = (
    _lacking, _doubled, _moved, _many, _wound, _methods, _lying, _lying,
)
