"""Number formats of sheets: a code such as '"O"00' or "[$-107041E]d mmmm yyyy" and what it prints.

Codes are those of ECMA-376 part 1, 18.8.31; .xlsx, .xls and exports of LibreOffice share them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.glyphs import thai_digits
from extract.sheet_dates import Calendar, printed_date
from extract.sheet_numbers import general, printed_number

#: Formats known by number alone; those from 59 on are Thai (ECMA-376 part 1, 18.8.30).
BUILT_IN: dict[int, str] = {
    **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "[$-F800]d/m/yyyy", 15: "d-mmm-yy"},
    **{16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"},
    **{21: "h:mm:ss", 22: "[$-F800]d/m/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0"},
    **{39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss"},
    **{41: "#,##0;-#,##0;-", 42: "#,##0;-#,##0;-", 43: "#,##0.00;-#,##0.00;-"},
    **{44: "#,##0.00;-#,##0.00;-", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"},
    **{59: "t0", 60: "t0.00", 61: "t#,##0", 62: "t#,##0.00", 67: "t0%", 68: "t0.00%"},
    **{69: "t# ?/?", 70: "t# ??/??", 71: "[$-D07041E]d/m/yyyy", 72: "[$-D07041E]d-mmm-yy"},
    **{73: "[$-D07041E]d-mmm", 74: "[$-D07041E]mmm-yy", 75: "[$-D07041E]h:mm"},
    **{76: "[$-D07041E]h:mm:ss", 77: "[$-D07041E]d/m/yyyy h:mm", 78: "[$-D07041E]mm:ss"},
    **{79: "[$-D07041E][h]:mm:ss", 80: "[$-D07041E]mm:ss.0", 81: "d/m/bb"},
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]{0,255})\]'
    r"|(?P<general>general)|(?P<noon>am/pm|a/p)|(?P<exponent>e[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0{1,3})?|b+|e+|g+)|(?P<digits>[0#?]+)|(?P<sign>[.,%/@])"
    r"|(?P<end>;)|(?P<literal>.)",
    re.I | re.S,
)
_LOCALE = re.compile(r"\$(?P<symbol>[^-]*)(?:-(?P<code>[0-9a-f]{1,8}))?(?:,.*)?\Z", re.I)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_ELAPSED = re.compile(r"(h+|m+|s+)\Z", re.I)
_THAI_LED = re.compile(r"t(?=[0#?dmyhsb\[])")
_THAI_SHAPE, _BUDDHIST, _THAI = 0x0D, 0x07, 0x041E
_SYSTEM_DATE, _SYSTEM_TIME = 0xF800, 0xF400


class Section(NamedTuple):
    """One of the parts of a format that semicolons separate."""

    tokens: tuple[str, ...] = ()
    kind: str = "number"
    condition: tuple[str, float] | None = None
    thai_digits: bool = False
    calendar: Calendar = Calendar()


def displayed(value: float, code: str, epoch_1904: bool = False) -> str:
    """What a cell with a number shows.

    Examples: 1 with '"O"00' is "O01"; 45306 with "[$-D07041E]d mmm yy" is "๑๕ ม.ค. ๖๗".
    """
    section, signed = _chosen(value, _numeric(code))
    sign = "-" if signed else ""
    if section.kind == "general":
        body = "".join(t[1:] if t.startswith('"') else general(abs(value)) for t in section.tokens)
    elif section.kind == "date":
        sign = ""
        body = printed_date(value, section.tokens, section.calendar, epoch_1904)
    elif section.kind == "text":
        body = "".join(t[1:] if t.startswith('"') else general(abs(value)) for t in section.tokens)
    else:
        body = printed_number(value, section.tokens)
    sign = "" if sign and not body.strip("0.,% ") else sign  # a rounded nought has no sign
    text = (sign + body).strip()
    return thai_digits(text) if section.thai_digits else text


def displayed_text(text: str, code: str) -> str:
    """What a cell with words shows: the words, unless the format puts others around them."""
    section = next((s for s in sections(code) if s.kind == "text"), None)
    if section is None:
        return text
    printed = "".join(t[1:] if t.startswith('"') else text for t in section.tokens)
    return text if printed.strip() == text.strip() else printed.strip()


def is_general(code: str) -> bool:
    """Whether a format says nothing of its own."""
    return code.casefold() in ("general", "@", "")


def depends_on_machine(code: str) -> bool:
    """Whether a format prints dates as the machine at hand does."""
    return any(s.kind == "date" and s.calendar.system for s in sections(code))


def _numeric(code: str) -> tuple[Section, ...]:
    """The sections for numbers: of several, one with "@" is for words."""
    found = sections(code)
    numeric = tuple(s for s in found if s.kind != "text")
    return (numeric or found)[:3]


def _chosen(value: float, found: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that a number is printed by, and whether a minus is put before it."""
    negative = value < 0
    if any(s.condition for s in found):
        held = (s for s in found if s.condition is None or _holds(value, s.condition))
        return next(held, found[-1]), negative
    if negative and len(found) > 1:
        return found[1], False
    if value == 0 and len(found) > 2:
        return found[2], False
    return found[0], negative


def _holds(value: float, condition: tuple[str, float]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


@lru_cache(maxsize=1000)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code, at least one."""
    found: list[Section] = []
    tokens: list[str] = []
    brackets: list[str] = []
    led = bool(_THAI_LED.match(code))
    for token in _TOKEN.finditer(_THAI_LED.sub("", code, count=1)):
        if token["end"]:
            found.append(_section(tokens, brackets, led))
            tokens, brackets = [], []
        elif token["bracket"] is not None and not _ELAPSED.match(token["bracket"]):
            brackets.append(token["bracket"])
            tokens += _currency(token["bracket"])
        else:
            tokens += _token(token)
    return (*found, _section(tokens, brackets, led)) if tokens or not found else tuple(found)


def _token(token: re.Match[str]) -> list[str]:
    """A token by its kind: letters that mean something in lower case, literals led by a quote."""
    if token["bracket"] is not None:
        return [f"[{token['bracket'].lower()}]"]
    for kind in ("general", "noon", "date"):
        if token[kind]:
            return [token[kind].lower()]
    if token["exponent"]:
        return [token["exponent"].upper()]
    if token["digits"] or token["sign"]:
        return [token[0]]
    if token["fill"]:
        return []
    literal = token["quoted"] or token["escaped"] or token["literal"]
    return ['"' + (literal or " ")] if literal or token["space"] else []


def _currency(bracket: str) -> list[str]:
    locale = _LOCALE.match(bracket)
    return ['"' + locale["symbol"]] if locale and locale["symbol"] else []


def _section(tokens: list[str], brackets: list[str], led: bool) -> Section:
    shape, calendar, language, named = _locale(brackets)
    system = language in (_SYSTEM_DATE, _SYSTEM_TIME)
    kind = _kind(tokens)
    if kind == "date":
        tokens = ['"' + token if token in (".", ",", "/", "%") else token for token in tokens]
    if kind == "date" and language == _SYSTEM_DATE and "mmmm" in tokens:
        tokens = ["d", '" ', "mmmm", '" ', "yyyy"]  # "long date": a Thai machine prints this
    condition = next((c for c in map(_CONDITION.match, brackets) if c), None)
    chinese = any(b.casefold().startswith("dbnum") for b in brackets)
    return Section(
        tuple(tokens),
        kind,
        (condition[1], float(condition[2])) if condition else None,
        led or shape == _THAI_SHAPE or (chinese and language == _THAI),
        Calendar(
            buddhist=calendar == _BUDDHIST or system,
            thai=not named or language in (0, _THAI) or system,
            system=system,
        ),
    )


def _locale(brackets: list[str]) -> tuple[int, int, int, bool]:
    """Shape of digits, calendar, language (0 for none), and whether a language is named."""
    for bracket in brackets:
        locale = _LOCALE.match(bracket)
        if locale and locale["code"]:
            code = int(locale["code"], 16)
            return code >> 24, code >> 16 & 0x7F, code & 0xFFFF, True
    return 0, 0, 0, False


def _kind(tokens: list[str]) -> str:
    meant = [token for token in tokens if not token.startswith('"')]
    if "general" in meant:
        return "general"
    if any(token[0] in "ymdhsbe[" for token in meant):
        return "date"
    if "@" in meant:
        return "text"
    return "number"
