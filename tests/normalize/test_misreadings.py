"""Words that are one letter from an official word, and those that only look so."""

from __future__ import annotations

import pytest

from catalogue.editions import edition
from normalize.misreadings import misreadings


def found(component: str, code: str, year: int = 2566) -> list[tuple[str, str]]:
    known = edition(year)
    assert known is not None
    return [(m.printed, m.official) for m in misreadings(component, known.item(code), known)]


def test_a_phrase_vouches_for_its_word() -> None:
    """การ and กิจ are words of the dictionary; the phrase around them says ภารกิจ."""
    [(printed, official)] = found("(1) เป็นคู่มือปฏิบัติการกิจใด", "O14")
    assert printed.endswith("การกิจ")
    assert official.endswith("ภารกิจ")


@pytest.mark.parametrize(("component", "code", "printed", "official"), [
    ("ราคาากลาง และวิธีการซื้อ", "O21", "ราคาากลาง", "ราคากลาง"),
    ("(2) รองผู้บรหารสูงสุด", "O2", "ผู้บรหาร", "ผู้บริหาร"),
    ("(3) ส่วนงานที่รับผิดชฮบ", "O27", "ชฮบ", "ชอบ"),
])
def test_a_letter_lost_added_or_changed(
    component: str, code: str, printed: str, official: str
) -> None:
    [(read, meant)] = found(component, code)
    assert printed in read
    assert official in meant


def test_a_known_misprint_is_told() -> None:
    told = found("- แสดงรายงานผลการบริหารและพัฒนาศูนย์พยาบาลบุคคล", "O26")
    assert ("ศูนย์พยาบาล", "ทรัพยากร") in told


@pytest.mark.parametrize(("component", "code", "year"), [
    ("- แสดงผลการประเมิน ณ วันที่ 31 มีนาคม 2567", "O8", 2567),      # ณ is a word of its own
    ("- กิจกรรมปลูกจิตสำนึกหรือสร้างวัฒนธรรมในการปฏิเสธการรับของขวัญ", "O27", 2567),  # so in 2566
    ("- วิเคราะห์ผลการประเมินของปี พ.ศ. 2566", "O42", 2566),          # a digit is no misreading
    ("(1) ผู้บริหารสูงสุด\n(2) รองผู้บริหารสูงสุด", "O2", 2566),
    ("- แสดงระเบียบสวัสดิการและสมุดเยี่ยมของหน่วยงาน", "O2", 2566),
    ("เช่น Mesenger Live Chat, Chatbt", "O8", 2566),                 # Latin words are not judged
])
def test_what_is_no_misreading(component: str, code: str, year: int) -> None:
    assert found(component, code, year) == []


def test_without_item() -> None:
    assert misreadings("ราคาากลาง", None, None) == ()
    assert misreadings(None, None, None) == ()


def test_the_official_words_themselves() -> None:
    """No fact, title or variant of any year is taken for a misreading of another."""
    for year in (2566, 2567, 2568):
        known = edition(year)
        assert known is not None
        for item in known.items:
            text = "\n".join((item.title, *item.variants, *item.requires, item.period))
            assert misreadings(text, item, known) == ()
