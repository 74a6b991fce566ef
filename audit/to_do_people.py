"""What is still to be said of the people and the unit of a row, in sentences for its officer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from catalogue.lookup import table
from schema.form import Form, Item, Person

Words = tuple[str, str]  # the same in Thai and English
_WHOLE = 5  # letters; a shorter word for a vacancy must be all that the cell says


def people_sentences(form: Form, item: Item, role: str) -> Iterator[tuple[str, int, Words]]:
    """(kind, number of the person, sentence) for those of a role who are not told in full.

    A group needs no position, and where most of a form's people are posts, a post no name.
    Example: "รอแต่งตั้ง" as certifier gives "person_pending".
    """
    people: tuple[Person, ...] = getattr(item, role)
    for n, person in enumerate(people):
        said = person.name or person.position or person.text or ""
        if not person.name and _is_vacant(said):
            yield "person_pending", n, (f"เขียนว่า “{said}” ระบุชื่อเมื่อมีผู้ได้รับมอบหมายแล้ว",
                                        f"“{said}”: name the person once there is one")
        elif person.name and not person.position:
            known = _position_elsewhere(form, person.name)
            thai, english = f" (ที่อื่นเขียนว่า “{known}”)", f" (elsewhere: “{known}”)"
            yield "position_missing", n, (
                f"{person.name} ยังไม่มีตำแหน่ง" + (thai if known else ""),
                f"{person.name} has no position" + (english if known else ""))
        elif person.position and not person.name and _are_named(form, role):
            yield "name_missing", n, (f"“{person.position}” ยังไม่มีชื่อ",
                                      f"“{person.position}” has no name")


def is_bare_denial(text: str | None) -> bool:
    """True for a cell that denies and gives no reason: "ไม่มี", not "ไม่มี เนื่องจาก…"."""
    return "".join((text or "").split()) in {row["value"] for row in table("denials")}


def _position_elsewhere(form: Form, name: str) -> str | None:
    return next((p.position for p in form.people if p.canonical == name), None)


def _is_vacant(text: str) -> bool:
    letters = "".join(text.split())
    return any(letters == word or (len(word) > _WHOLE and letters.startswith(word))
               for word in _vacancies())


@cache
def _vacancies() -> tuple[str, ...]:
    return tuple(row["value"] for row in table("vacancies"))


def _are_named(form: Form, role: str) -> bool:
    """True where most of those whom the form gives in a role have a name."""
    people = [p for item in form.items for p in getattr(item, role) if p.name or p.position]
    return 2 * sum(bool(p.name) for p in people) > len(people)
