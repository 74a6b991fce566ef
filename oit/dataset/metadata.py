"""What the Thai government data catalogue asks to be told of a dataset.

The fields, which of them are required and what they may hold come from the metadata standard of the
Government Data Catalog (Digital Government Development Agency and National Statistical Office), as
its CKAN extension ckanext-thai_gdc has them in ckan_dataset.json: `catalogue/data/
metadata_fields.csv`. Who owns a dataset, whom to ask and under which licence nobody but the
publisher knows: these stay null and are listed as missing until a file of the publisher tells.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.lookup import Row, table
from schema.form import Form

Told = str | list[str]
ONE_PROVINCE, MORE_PROVINCES = "จังหวัด", "ประเทศ"


@dataclass
class Facts:
    """What the forms of a dataset tell of it as a whole."""

    forms: int = 0
    years: Counter[int] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    agencies: set[tuple[str | None, str | None]] = field(default_factory=set)

    def note(self, form: Form) -> None:
        """Count a form."""
        self.forms += 1
        if form.fiscal_year:
            self.years[form.fiscal_year] += 1
        if form.agency.province:
            self.provinces[form.agency.province] += 1
        if form.agency.name:
            self.agencies.add((form.agency.name, form.agency.province))

    def metadata(self) -> dict[str, Told]:
        """The fields of the catalogue that follow from the forms."""
        span = _span(self.years)
        years = f" ปีงบประมาณ พ.ศ. {span}" if span else ""
        count = f"{self.forms:,} แบบ จาก {len(self.agencies):,} หน่วยงาน"
        found: dict[str, Told] = {
            "title": f"ข้อมูลการเปิดเผยข้อมูลสาธารณะ (OIT) ของหน่วยงานภาครัฐ{years}",
            "notes": f"ข้อมูลจากแบบรายงานการเปิดเผยข้อมูลสาธารณะ (OIT) {count}{years} "
                     "รายข้อ ผู้รับผิดชอบ สถานะ คะแนน และข้อสังเกต "
                     "ทุกค่าสืบกลับถึงตำแหน่งในไฟล์ต้นฉบับได้ "
                     "ช่องว่างหมายถึงไม่มีข้อมูล ไม่ได้แปลว่ายังไม่ดำเนินการ",
            "data_source": f"แบบรายงานที่หน่วยงานส่ง {count}",
        }
        if self.provinces:
            found["geo_coverage"] = ONE_PROVINCE if len(self.provinces) == 1 else MORE_PROVINCES
        if self.years:
            found["first_year_of_data"] = str(min(self.years))
            found["last_year_of_data"] = str(max(self.years))
        return found


def _span(years: Mapping[int, int]) -> str:
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def metadata(facts: Facts, told: Mapping[str, object] | None = None) -> dict[str, Told | None]:
    """Every field of the catalogue: what the publisher tells, what follows, a default, or None.

    ValueError names a field that is not known, or a value that the catalogue does not take.
    """
    known = {row["value"]: row for row in table("metadata_fields")}
    given = {name: _checked(name, value, known) for name, value in (told or {}).items()}
    made = {name: _many(row, row["default"]) for name, row in known.items() if row["default"]}
    found = made | facts.metadata() | given
    return {name: found.get(name) for name in known}


def missing(metadata: Mapping[str, Told | None]) -> list[str]:
    """The fields that the catalogue requires and nobody has told yet."""
    return [row["value"] for row in table("metadata_fields")
            if row["required"] == "yes" and not metadata.get(row["value"])]


def label(name: str) -> str:
    """A field in Thai: "ชื่อผู้ติดต่อ"."""
    return next(row["thai"] for row in table("metadata_fields") if row["value"] == name)


def metadata_file(path: Path) -> dict[str, object]:
    """What a publisher tells in a TOML file; ValueError where it is damaged.

    Example: `maintainer = "กลุ่มงานจริยธรรม"`, `objective = ["พันธกิจหน่วยงาน"]`.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _checked(name: str, value: object, known: Mapping[str, Row]) -> Told:
    if name not in known:
        raise ValueError(f"no field {name} in the catalogue; there are {', '.join(known)}")
    row = known[name]
    many = [str(part) for part in value] if isinstance(value, list) else [str(value)]
    if len(many) > 1 and row["many"] != "yes":
        raise ValueError(f"{name} takes one value, not {len(many)}")
    allowed = row["allowed"].split("|") if row["allowed"] else many
    wrong = [part for part in many if part not in allowed]
    if wrong:
        raise ValueError(f"{name}: {wrong[0]!r} is none of {', '.join(allowed)}")
    return many if row["many"] == "yes" else many[0]


def _many(row: Row, text: str) -> Told:
    return text.split("|") if row["many"] == "yes" else text
