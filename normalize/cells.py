"""A run of cells as a Value: text cleaned, raw kept, places, rules, confidence, absence."""

from __future__ import annotations

from normalize.bullets import lines
from normalize.joining import join_lines, unwrap
from normalize.layout import CellRun
from normalize.text import is_blank, nfc, one_space
from schema.value import Text, Value, absent


def no_column() -> Text:
    """The value of a field that the form has no column for."""
    return absent("not_in_form")


def prose_value(run: CellRun | None) -> Text:
    """A cell as its logical lines: bullets, enumerations and footnotes each on their own.

    A blank cell is not stated. Example: a method cell "๑. เผยแพร่ ๒. แจ้งเวียน" -> two lines.
    """
    if run is None:
        return no_column()
    if is_blank(run.text):
        return absent("not_stated", run.places)
    said = (lines(_parted(text, run), run.wrapped) for text in run.entries if text.strip())
    return found(run, "\n".join(said), "text.lines")


def _parted(text: str, run: CellRun) -> str:
    """The text of a cell; where a table stands within it, its lines are no wrapped words."""
    nested = any(rule.endswith(".nested") for rule in run.rules)
    return text.replace("\n", " \n") if nested else text


def line_value(run: CellRun | None) -> Text:
    """A cell as one line, its pieces joined as a Thai reader would; a line for each entry."""
    if run is None:
        return no_column()
    if is_blank(run.text):
        return absent("not_stated", run.places)
    said = (one_line(text, run.wrapped) for text in run.entries if text.strip())
    return found(run, "\n".join(said), "text.join")


def one_line(text: str, flattened: bool) -> str:
    """Text as one line; spaces that stand for line breaks removed where a cell was flattened."""
    joined = one_space(join_lines(nfc(text)))
    return unwrap(joined) if flattened else joined


def found(run: CellRun, text: str | None, rule: str = "", confidence: float = 1.0) -> Text:
    """A value read from a run of cells; `rule` is noted where the text is not the raw one."""
    changed = (rule,) if rule and text != run.raw else ()
    return Value(text=text, raw=run.raw.strip(), places=run.places, rules=(*run.rules, *changed),
                 confidence=min(run.confidence, confidence), layer=run.layer)
