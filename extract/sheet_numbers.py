"""Numbers as a number format prints them: "00", "#,##0.00", "0-0000-00000-00-0", "0%", "0E+00"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

#: Significant digits a sheet keeps; more of a binary number is noise.
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
#: Most letters "General" uses for a number with a fraction.
_GENERAL_LENGTH = 11
_PLACEHOLDERS = "0#?"


def decimal_of(value: float) -> Decimal:
    """A stored number with the noise of its binary form taken off: 0.30000000000000004 is 0.3."""
    return _DIGITS.create_decimal(repr(value))


def general(value: float) -> str:
    """A number without a format: 1 is "1", 2567.0 "2567", 0.1 + 0.2 "0.3", 1/3 "0.333333333".

    Long whole numbers (a citizen's number) are printed in full; a sheet would round them.
    """
    number = decimal_of(value)
    if number == number.to_integral_value() and abs(number) < 10**15:
        return str(int(number))
    if not Decimal("1e-9") <= abs(number) < Decimal("1e11"):
        return _scientific(number, 5, 2)
    places = max(0, _GENERAL_LENGTH - 1 - len(str(int(abs(number)))))
    return _trimmed(f"{_rounded(number, places):f}")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))


def printed_number(value: float, tokens: Sequence[str]) -> str:
    """The absolute value of a number printed by the tokens of a format.

    A token is a run of placeholders ("00", "#"), one of . , % / E+ E-, or a literal as '"x'.
    Example: 1234.5 with "#", ",", "##0", ".", "00" is "1,234.50".
    """
    number = abs(decimal_of(value)) * 100 ** sum(token == "%" for token in tokens)
    if "E+" in tokens or "E-" in tokens:
        return _exponential(number, tokens)
    if "/" in tokens and _places(tokens[tokens.index("/") + 1 :]):
        return _fraction(number, tokens)
    return _plain(number, tokens)


def _plain(number: Decimal, tokens: Sequence[str]) -> str:
    tokens, grouped, scale = _without_commas(tokens)
    point = tokens.index(".") if "." in tokens else len(tokens)
    places = _places(tokens[point:])
    rounded = _rounded(number / 1000**scale, places)
    whole, _, fraction = f"{rounded:f}".partition(".")
    before = _whole(whole, tokens[:point], grouped)
    return before + _behind(fraction, tokens[point:])


def _places(tokens: Sequence[str]) -> int:
    return sum(len(token) for token in tokens if token[0] in _PLACEHOLDERS)


def _without_commas(tokens: Sequence[str]) -> tuple[list[str], bool, int]:
    """The tokens without commas; whether thousands are grouped; how often 1000 divides."""
    kept: list[str] = []
    grouped, scale = False, 0
    for i, token in enumerate(tokens):
        if token != ",":
            kept.append(token)
        elif any(t[0] in _PLACEHOLDERS for t in tokens[i + 1 :] if t != ",") and "." not in kept:
            later = tokens[i + 1 :]
            stop = later.index(".") if "." in later else len(later)
            inside = bool(_places(later[:stop]))
            grouped, scale = (True, scale) if inside else (grouped, scale + 1)
        else:
            scale += 1
    return kept, grouped, scale


def _whole(digits: str, tokens: Sequence[str], grouped: bool) -> str:
    """The digits before the point, filled into the placeholders from the right."""
    left = "" if digits.strip("0") == "" else digits
    slots = [(i, slot) for i, token in enumerate(tokens) for slot in _slots(token)]
    first = next((n for n, (_, slot) in enumerate(slots) if slot in _PLACEHOLDERS), None)
    printed: list[str] = []
    count = 0
    for n in range(len(slots) - 1, -1, -1):
        slot = slots[n][1]
        if slot not in _PLACEHOLDERS:
            printed.append(slot[1:] if slot.startswith('"') else slot)
            continue
        taken, left = (left, "") if n == first else (left[-1:], left[:-1])
        for digit in reversed(taken or {"0": "0", "?": " "}.get(slot, "")):
            if grouped and count and count % 3 == 0 and digit.isdigit():
                printed.append(",")
            printed.append(digit)
            count += 1
    return "".join(reversed(printed))


def _slots(token: str) -> Sequence[str]:
    return token if token[0] in _PLACEHOLDERS else (token,)


def _behind(digits: str, tokens: Sequence[str]) -> str:
    """The point and the digits behind it; "#" prints no trailing nought."""
    needed = len(digits.rstrip("0"))
    printed = ""
    at = 0
    for token in tokens:
        for slot in _slots(token):
            if slot in _PLACEHOLDERS:
                shown = digits[at] if slot == "0" or at < needed else {"?": " "}.get(slot, "")
                printed += shown
                at += 1
            else:
                printed += slot[1:] if slot.startswith('"') else slot
    return printed


def _exponential(number: Decimal, tokens: Sequence[str]) -> str:
    at = next(i for i, token in enumerate(tokens) if token in ("E+", "E-"))
    mantissa = tokens[:at]
    point = mantissa.index(".") if "." in mantissa else len(mantissa)
    text = _scientific(number, _places(mantissa[point:]), _places(tokens[at + 1 :]), fixed=True)
    return text.replace("E+", "E") if tokens[at] == "E-" else text


def _scientific(number: Decimal, places: int, width: int, fixed: bool = False) -> str:
    """As in "1.23457E+12"; noughts behind the point go unless their number is fixed."""
    mantissa, exponent = f"{number:.{places}E}".split("E")
    sign, power = exponent[0], exponent[1:].zfill(width)
    return f"{mantissa if fixed else _trimmed(mantissa)}E{sign}{power}"


def _fraction(number: Decimal, tokens: Sequence[str]) -> str:
    """A common fraction, "1 1/2"; a format without a whole part prints "3/2"."""
    at = tokens.index("/")
    behind = next(token for token in tokens[at + 1 :] if token[0] in _PLACEHOLDERS)
    wholes = sum(token[0] in _PLACEHOLDERS for token in tokens[:at]) > 1
    whole = int(number) if wholes else 0
    part = Fraction(number - whole).limit_denominator(10 ** min(len(behind), 4) - 1)
    if wholes and part == 1:
        whole, part = whole + 1, Fraction(0)
    if not part:
        return str(whole)
    return f"{whole} {part}" if whole else f"{part.numerator}/{part.denominator}"
