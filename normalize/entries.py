"""A person cell cut into its entries: before numbers, personal titles, groups and further posts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from normalize.addressed import address, address_cuts
from normalize.offices import office_word
from normalize.text import squash
from normalize.titles import (
    STRONG,
    is_acting,
    is_collective,
    personal_title,
    position_word,
    titles_in,
    word_list,
)

NUMBER = re.compile(r"(?:^|(?<=[\s/,);])|(?<=และ)|(?<=กับ))(?:\(?([0-9๐-๙]{1,2})[.)]\s*|"
                    r"[-•▪–*●○]\s*|[①-⑳]\s*)(?=[^\s\d๐-๙])")
_ONLY_NUMBER = re.compile(r"\(?[0-9๐-๙]{1,2}[.)]|[-•▪–*●○①-⑳]")
_PLACE = r"(?:ผู้รับผิดชอบ|หน่วยงาน|เจ้าภาพ)?\s*(?:หลัก|ร่วม|รอง|สนับสนุน|สำรอง)"
_LABELS_ONLY = re.compile(
    rf"(?:ชื่อ(?:\s*-\s*+(?:ชื่อ\s*+)?(?:นาม)?สกุล)?|ตำแหน่ง|{_PLACE})\s*[:.]?")
_BEHIND = re.compile(r"(?:\s(?:และ|กับ)|[\s/,;:(•▪●○]|(?<=[ก-๎])\s{0,9}[0-9๐-๙]{1,2}[.)]|[①-⑳])\Z")
_END = 200  # letters before the end of a text that tell what it ends in
_CIVIL = ("นาย", "นาง")
_DANGLING = re.compile(
    r"(?:และ|ของ|ด้าน|/|แทน|รักษาการ|ตำแหน่ง|(?:ปฏิบัติ|ทำ)หน้าที่|รก\.|(?:^|\s|ช่วย)(?:นัก|ผู้|เจ้า)|"
    r"(?:^|\s)(?:รอง|ผู้ช่วย|ผช\.|ที่ปรึกษา|เลขานุการ))\s*$")
_GROUP_LINES = 4  # of a narrow column, over which the name of a group is broken
_PARTS = re.compile(r"(?:(?<!\s)\s++|)[,;/]\s*+|(?<!\s)\s++(?:และ|กับ)\s*+|\n")
_TWO_WORDS = re.compile(r"[ก-ฮเ-ไ][ก-๎]{1,19}\s+(?:[ก-๎]{1,19}\s+)?[ก-ฮเ-ไ][ก-๎]{1,19}")


def entries(text: str) -> list[str]:
    """A cell cut before numbers, titles and lines that begin a post or group of their own."""
    cuts = {0, *_number_cuts(text), *title_cuts(text), *_line_cuts(text), *_untitled_cuts(text),
            *address_cuts(text)}
    at = sorted(cuts)
    pieces = [text[a:b].strip() for a, b in zip(at, [*at[1:], len(text)], strict=True)]
    joined: list[str] = []
    for piece in pieces:
        if joined and _ONLY_NUMBER.fullmatch(joined[-1]):
            joined[-1] += " " + piece
        elif piece:
            joined.append(piece)
    return [p for p in (unnumbered(piece) for piece in joined) if p]


def unnumbered(text: str) -> str:
    """An entry without its number, label, and what stands behind it for the next one."""
    text = NUMBER.sub("", text, count=1) if NUMBER.match(text) else text
    text = _without_behind(text).strip()
    text = text[:-1].rstrip() if text.endswith(")") and "(" not in text else text
    return "" if _LABELS_ONLY.fullmatch(text) else text


def _without_behind(text: str) -> str:
    """A text without what stands at its end for the next entry, taken off piece by piece."""
    end = len(text)
    while found := _BEHIND.search(text, max(0, end - 20), end):
        end = found.start()
    return text[:end]


def _number_cuts(text: str) -> list[int]:
    return [m.start() for m in NUMBER.finditer(text)]


@lru_cache(maxsize=64)
def title_cuts(text: str) -> tuple[int, ...]:
    """Where titles begin a person: at the start of a word, or glued behind a name or position."""
    cuts: list[int] = []
    for start, end in titles_in(text):
        head = text[:start]
        before = " " if head.endswith(("และ", "กับ")) else head[-1:]
        glued = before and before not in " \n\t/,()-.0123456789๐๑๒๓๔๕๖๗๘๙:;•▪–*●○\"“"
        if glued and not _glued_person(text, start, end):
            continue
        if len(squash(text[start:end])) == len("อ.") and _in_abbreviation(head, text[start:]):
            continue
        titled = personal_title(text[cuts[-1]:]) if cuts else ""
        if titled and cuts[-1] + len(titled) >= start:
            if "\n" not in text[cuts[-1] : start] or squash(titled) not in word_list("positions"):
                continue  # "ว่าที่ร้อยตรี นายก้อง": two titles of one person
            cuts.pop()  # "นายแพทย์⏎นางสาวก้อย": the post of the person before
        if "\n" in text[start:end].rstrip() and len(squash(text[start:end])) <= len("นาย") \
                and not _is_complete(head[cuts[-1] if cuts else 0:]):
            continue  # "นายสุข นา⏎ยกดี": the end of a family name
        cuts.append(start)
    return tuple(cuts)


def _in_abbreviation(head: str, text: str) -> bool:
    """True for the end of an abbreviated post, glued or broken: "ผอ.", "รก.ผ⏎อ.กองคลัง"."""
    if head.endswith(" "):
        return False
    before = squash(head[-8:])
    return any(len(position_word(before[-n:] + text[:20])) > n + 1 for n in (1, 2, 3)
               if len(before) >= n)


def _is_complete(text: str) -> bool:
    """True for nothing, or for text that may be a person with both names."""
    return not text.strip() or len(text.split()) > 1 or text.endswith("\n")


def _glued_person(text: str, start: int, end: int) -> bool:
    """True where a title without a space before it still begins a person: "บุคคลนางสาวก ข"."""
    title = squash(text[start:end])
    line = squash(text[:start].rpartition("\n")[2])
    if re.match(r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]", text[start:]):
        return False
    family = re.match(r"[ก-ฮเ-ไ][ก-๎]*\s+[ก-ฮเ-ไ]", text[end:])
    if not family:
        return False
    if len(title) >= len("น.ส.") and (title == "นางสาว" or "." in title or len(title) > STRONG):
        return True
    if title in _CIVIL and any(w in line for w in word_list("positions") if len(w) >= STRONG):
        return True
    return title in _CIVIL and _is_run_together(text[:start], text[end:])


def _is_run_together(before: str, after: str) -> bool:
    """True for a whole name before a glued title and another behind: "นายก้อง ใจดีนางแก้ว ใจงาม"."""
    line = before.rpartition("\n")[2]
    own = re.search(r"(?<![ก-๎])[ก-๎]{2,}+[ \t]++([ก-ฮเ-ไ][ก-๎]{2,}+)$", line)
    title = next(iter(titles_in(line)), None)
    behind = re.match(r"[ก-ฮเ-ไ][ก-๎]+[ \t]+([ก-ฮเ-ไ][ก-๎]{2,})", after)
    return bool(own and title and behind and not position_word(behind[1])
                and not office_word(behind[1]))


def _line_cuts(text: str) -> list[int]:
    """Lines that begin a group, an office, or (in a cell without names) another post."""
    named = bool(title_cuts(text))
    cuts = [] if named else [m.end() for m in re.finditer(r"[/,]\s*|\s(?:และ|กับ)\s*", text)
                             if position_word(text[m.end():]) and _is_post(text[: m.start()])]
    cuts += [m.start() for m in re.finditer(r"(?:และ|พร้อม)\s*(?=คณะ(?!กรรมการ))", text) if named]
    cuts += [m.end() for m in re.finditer(r"[/,;]\s*", text) if is_collective(text[m.end():])]
    for match in re.finditer(r"\n\s*", text):
        line, before = text[match.end():], text[: match.start()]
        post = position_word(line) and not is_acting(line)
        office = office_word(line) and not _is_post(before.rpartition("\n")[2])
        begins = not named and (post or office) and not _dangling(before)
        if not _group_goes_on(before, line) and (is_collective(line) or begins):
            cuts.append(match.end())
    return cuts


def _group_goes_on(before: str, line: str) -> bool:
    """True where a line ends a group that begins above: "พนักงาน⏎ส่วนตำบล⏎ทุกคน"."""
    above = ""
    for last in reversed(before.split("\n")[-_GROUP_LINES:]):
        above = last + above
        if is_collective(above):
            return False
        if is_collective(above + line):
            return True
    return False


def _is_post(text: str) -> bool:
    text = NUMBER.sub("", text.strip()[:_END], count=1)
    return bool(position_word(text))


def _dangling(text: str) -> bool:
    return bool(_DANGLING.search(text.rstrip()[-_END:]))


def _untitled_cuts(text: str) -> list[int]:
    """Where people begin who are printed without titles, each of two words between separators.

    "กิตติ มั่นคง, ดวงใจ รุ่งเรือง" are two; a cell whose parts are not all alike is left alone.
    """
    if title_cuts(text) or address_cuts(text):
        return _untitled_behind(text)
    at = [0, *(m.end() for m in _PARTS.finditer(text)), len(text) + 1]
    parts = [_PARTS.sub("", unnumbered(text[a : b - 1 if b > len(text) else b].strip()))
             for a, b in pairwise(at)]
    filled = [part for part in parts if part]
    return at[1:-1] if len(filled) > 1 and all(map(_is_untitled, filled)) else []


def _untitled_behind(text: str) -> list[int]:
    """Separators in a cell of titled people behind which a person stands without a title."""
    ends = [m.end() for m in re.finditer(r"[,;]\s*|\s(?:และ|กับ)\s*", text)
            if not _inside_post(text, m.start())]
    behind = (re.split(r"[,;\n/]|\s(?:และ|กับ)\s*", text[at:], maxsplit=1)[0] for at in ends)
    return [at for at, part in zip(ends, behind, strict=True) if _is_untitled(part.strip())]


def _inside_post(text: str, at: int) -> bool:
    """True where a post with "และ" in it goes on over a break: "นักวิชาการเงิน⏎และบัญชี"."""
    before, after = squash(text[max(0, at - _END) : at]), squash(text[at : at + _END])
    return any(before.endswith(left) and after.startswith(right) for left, right in _double_posts())


@cache
def _double_posts() -> tuple[tuple[str, str], ...]:
    """The posts with "และ" or "กับ" in them, cut before it."""
    return tuple((post[: m.start()], post[m.start() :]) for post in sorted(word_list("positions"))
                 for m in re.finditer("และ|กับ", post) if m.start())


def _is_untitled(text: str) -> bool:
    """True for two words that begin no title, post, group or office."""
    if not _TWO_WORDS.fullmatch(text) or address(text):
        return False
    return not (personal_title(text) or position_word(text) or office_word(text)
                or is_collective(text) or is_acting(text))
