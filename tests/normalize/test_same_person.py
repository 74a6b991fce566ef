"""Spellings of one person: alike in name and post, and never two who stand side by side."""

from __future__ import annotations

import pytest

from benchmarks.people_link import judged, precision, recall
from normalize.mentions import Mention, mentions_of, sexes_differ
from normalize.namedistance import name_distance
from normalize.posts import line_of_work, relation
from normalize.sameperson import is_well_formed, same_people
from schema.record import SamePerson

CHIEF = "ผู้อำนวยการกลุ่มงานอำนวยการ"
CLERK = "นักวิชาการพัสดุปฏิบัติการ"
Named = tuple[str, str | None]


def people(*cells: list[Named], units: tuple[str, ...] = (), signer: str = "",
           ) -> tuple[SamePerson, ...]:
    """Who is one person where each cell is that of an item; units: one for each item."""
    mentions = [
        Mention(path=f"items/{n}/assignees/{k}", name=name, post=post, page=n // 5 + 1,
                units=units[n : n + 1])
        for n, cell in enumerate(cells) for k, (name, post) in enumerate(cell)]
    return same_people(mentions, (signer,))


def sizes(found: tuple[SamePerson, ...]) -> list[int]:
    return sorted(len(person.paths) for person in found)


@pytest.mark.parametrize(("one", "two", "distance"), [
    ("ภักดีวงศ์", "กักดีวงศ์", 0.4), ("ซ่อนกลิ่น", "ช่อนกลิ่น", 0.3), ("ประเสริฐ", "ปวะเสริฐ", 0.4),
    ("กิตติ", "กิตติ์", 0.25), ("ชลธีวงศ์", "ชลธวีงศ์", 0.35), ("ณัฏฐ์", "ณัฏฐ์์", 0.25),
    ("อำนวย", "อานวย", 0.2), ("จำปา", "จ้าปา", 0.3), ("แก้ว", "เเก้ว", 0.1), ("วราพร", "วราาพร", 0.35),
    ("สมชาย", "สมชัย", 1.0), ("ชนะ", "ชนา", 1.0), ("ใจดี", "ใจ ดี", 0.0),
])
def test_what_readers_confuse_costs_less_than_another_letter(
        one: str, two: str, distance: float) -> None:
    assert name_distance(one, two) == name_distance(two, one) == distance


@pytest.mark.parametrize(("one", "two", "said"), [
    ("พนง.ทรัพยากรบุคคล", "พนง.ทรัพากรบุคคล", "same"),            # misread
    ("ผอ.กองคลัง", "ผู้อำนวยการกองคลัง", "same"),
    ("ฝอ.กองช่าง", "ผอ.กองช่าง", "same"),                       # an abbreviation misread
    ("นิติกรปฏิบัติการ", "นิติกร", "same"),                        # the level left out
    ("พนง.ทรัพยากรบุคคล", "เจ้าหน้าที่ทรัพยากรบุคคล", "open"),
    ("นิติกร", None, "open"),
    ("นวค.ชก.", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "open"),      # an abbreviation of two posts
    ("นักวิเคราะห์ฯ", "นักวิเคราะห์นโยบายและแผน", "open"),
    ("รก.ผอ.กองคลัง", "ปลัด อบต.", "open"),                     # acts there, holds another post
    ("ผอ.กองคลัง", "ผอ.กองช่าง", "other"),
    ("นิติกร กองคลัง", "นิติกร กองช่าง", "other"),
    ("นักวิชาการพัสดุ", "นักวิชาการคลัง", "other"),
])
def test_posts_as_lines_of_work(one: str, two: str | None, said: str) -> None:
    assert relation(one, two) == relation(two, one) == said


def test_a_line_of_work_has_no_level_and_no_acting_words() -> None:
    assert line_of_work("นิติกรชำนาญการ รก. ผอ.กลุ่มงานอำนวยการ") == "นิติกร"


@pytest.mark.parametrize(("one", "two", "post"), [
    ("น.ส.กานดา รักเรียน", "น.ส.กานคา รักเรียน", CLERK),          # ด read as ค
    ("นายวิชัย ภักดีวงศ์", "นายวิชัย กักดีวงศ์", CLERK),          # ภ read as ก
    ("นางสาวดวงพร ศรีสุข", "น.ส.ดวงพร ศรีสุข", CLERK),           # the title in short
    ("นางดวงพร ศรีสุข", "นางสาวดวงพร ศรีสุข", CLERK),            # the title changed
    ("นายประเสริฐ ทองแท้", "นายประเสริฐ์ ทองแท้", CLERK),         # a mark too many
    ("นางสาววชิรา บุญมาก", "นางสาวชิรา บุญมาก", CHIEF),          # a letter lost behind the title
    ("นายสมชาย ใจดี", "นายสมชา ยใจดี", CLERK),                 # the space moved
])
def test_spellings_of_one_person(one: str, two: str, post: str) -> None:
    assert sizes(people([(one, post)], [(one, post)], [(two, post)])) == [3]


@pytest.mark.parametrize(("one", "two"), [
    (("นายสมชาย ใจดี", CLERK), ("นายสมชัย ใจดี", CLERK)),         # brothers in one kind of post
    (("นายชนะ ใจดี", CLERK), ("นายชนา ใจดี", CLERK)),
    (("นายสมพร ใจดี", CLERK), ("นายสมพล ใจดี", CLERK)),          # ร and ล, but both are names
    (("นายสมชาย ใจดี", CLERK), ("นายสมหมาย ใจดี", CLERK)),
    (("นายวิชัย ภักดีวงศ์", CLERK), ("นายวิชัย กักดีวงศ์", "นิติกร")),  # alike, in other posts
    (("นายกิตติ มั่นคง", CLERK), ("นางกิตติ มั่นคง", CLERK)),       # a man and a woman
    (("ร.ต.อ.กิตติ มั่นคง", CLERK), ("ร.ต.อ.หญิงกิตติ มั่นคง", CLERK)),
    (("นายกิตติ มั่นคง", None), ("นายกิตติ มั่งคั่ง", None)),         # no post to confirm it
    (("นายกิตติ มั่นคง", "นิติกร"), ("นายกิตติ มั่นคง", "ครู")),      # namesakes
    (("นายกิตติ มั่นคง", "นิติกร กองคลัง"), ("นายกิตติ มั่นคง", "นิติกร กองช่าง")),
])
def test_two_people(one: Named, two: Named) -> None:
    assert sizes(people([one], [two])) == [1, 1]


@pytest.mark.parametrize(("two", "times", "unit", "expected"), [
    ("นายกวลจันทร์ เมืองเฟขร", 3, "กองคลัง", [4]),  # misread in both names: nobody else is meant
    ("นายกวลจันทร์ เมืองเฟขร", 1, "กองคลัง", [1, 1]),  # which of two single ones is misread?
    ("นายกวลจันทร์ เมืองเฟขร", 3, "กองช่าง", [1, 3]),  # somebody of another unit
    ("นางกมลจันทร์ เมืองเพชร", 3, "กองคลัง", [1, 3]),  # man and woman
    ("นายกมลนันทร์ เมืองเพชร", 3, "กองคลัง", [1, 3]),  # a relative may be called so
    ("นายกมลจ้ันทร์ เมืองเพชร", 3, "กองคลัง", [4]),  # and nobody is called so
])
def test_one_odd_spelling_beside_one_who_is_named_often(
        two: str, times: int, unit: str, expected: list[int]) -> None:
    cells = [[("นายกมลจันทร์ เมืองเพชร", CLERK)]] * times
    found = people(*cells, [(two, CLERK)], units=(*["กองคลัง"] * times, unit))
    assert sizes(found) == expected


def test_units_tell_relatives_apart() -> None:
    """A lost mark is a misreading within a unit; in two units both stand often and stay two."""
    one, two = ("นายพรศักดิ์ธร ใจดี", CLERK), ("นายพรศักดิธร ใจดี", CLERK)
    cells = [[one], [one], [two], [two]]
    assert sizes(people(*cells, units=("กองคลัง",) * 4)) == [4]
    apart = people(*cells, units=("กองคลัง", "กองคลัง", "กองช่าง", "กองช่าง"))
    assert sizes(apart) == [2, 2]


def test_one_name_in_rows_of_two_units_is_one_person() -> None:
    """The unit is the item's, and one officer works for items of several."""
    named = ("นายกิตติ มั่นคง", CLERK)
    assert sizes(people([named], [named], units=("กองคลัง", "กองช่าง"))) == [2]


def test_two_in_one_cell_are_never_one() -> None:
    one, two = ("น.ส.กานดา รักเรียน", CLERK), ("น.ส.กานคา รักเรียน", CLERK)
    assert sizes(people([one, two], [one])) == [1, 2]
    namesake = ("น.ส.กานดา รักเรียน", "รก.ผอ.กองคลัง")
    assert sizes(people([one, namesake])) == [1, 1]


def test_a_spelling_as_near_to_two_people_is_neither() -> None:
    """ณัฐวุฒิ and ณัฐวดี stand often; ณัฐวฒิ… between them is nobody's where both are as near."""
    one, two, between = "นายกรณ์ธร ใจดี", "นายกรน์ธว ใจดี", "นายกรน์ธร ใจดี"
    found = people([(one, CLERK), (two, CLERK)], [(one, CLERK)], [(two, CLERK)],
                   [(between, CLERK)])
    assert sizes(found) == [1, 2, 2]


def test_a_mention_without_a_post_goes_with_the_namesake_of_its_unit() -> None:
    name = "นายกิตติ มั่นคง"
    found = people([(name, "นิติกร")], [(name, "ครู")], [(name, None)],
                   units=("กองคลัง", "กองการศึกษา", "กองการศึกษา"))
    assert [person.paths for person in found] == [
        ("items/0/assignees/0",), ("items/1/assignees/0", "items/2/assignees/0")]


def test_the_spelling_with_the_best_evidence_stands_for_all() -> None:
    often, once = ("น.ส.กานดา รักเรียน", CLERK), ("น.ส.กานคา รักเรียน", CLERK)
    assert people([once], [often], [often])[0].canonical == often[0]
    assert people([once], [once], [often], signer=often[0])[0].canonical == once[0]
    assert people([once], [often], signer=often[0])[0].canonical == often[0]


def test_confidence_falls_with_the_distance() -> None:
    same = people([("น.ส.กานดา รักเรียน", CLERK)], [("น.ส.กานดา รักเรียน", CLERK)])
    near = people([("น.ส.กานดา รักเรียน", CLERK)], [("นางสาวกานดา รักเรียน", CLERK)])
    far = people([("น.ส.กานดา รักเรียน", CLERK)], [("น.ส.กานคา รักเรียม", CLERK)])
    assert same[0].confidence == 1.0 > near[0].confidence > far[0].confidence > 0.8


@pytest.mark.parametrize("name", [
    "นายสิทธิ์ พันธุ์ดี", "น.ส.กาญจนา ศรีสุข", "นางพิมพ์ ณ สงขลา", "นายเดช สำราญ", "นางน้ำ ก๊กใหญ่",
    "น.ส.ทิพย์ วงศ์ไทย", "นายเก็จ ใจดี", "Mr. John Smith",
])
def test_a_name_that_thai_can_write(name: str) -> None:
    assert is_well_formed(name)


@pytest.mark.parametrize("name", [
    "นายธีัญ ใจดี", "นายสข์ั ใจดี", "นายก่้า ใจดี", "นายวง์ศ์ั ดี", "นายเืดช ดี", "นาย ์ดี มาก", "นายวัุด ดี",
    "นายกั์น ดี",
])
def test_a_name_that_no_one_can_write(name: str) -> None:
    assert not is_well_formed(name)


def test_a_spelling_that_cannot_be_stands_for_nobody_else() -> None:
    """Even where it is printed most often; of the others the one most like all mentions wins."""
    names = ["น.ส.อรพิน ธีัญญสุข"] * 3 + ["น.ส.อรพิน ธัญสุข", "น.ส.อรพิน ธัญญสุข", "น.ส.อรพิน ธีญญสุข"]
    found = people(*[[(name, CHIEF)] for name in names])
    assert [person.canonical for person in found] == ["น.ส.อรพิน ธัญญสุข"]


def test_an_impossible_spelling_stands_for_itself() -> None:
    assert people([("นายธีัญ ใจดี", CLERK)])[0].canonical == "นายธีัญ ใจดี"


@pytest.mark.parametrize(("one", "two", "differ"), [
    ("นาย", "น.ส.", True), ("นาย", "นาง", True), ("น.สพ.", "นาง", True),
    ("จ.ส.อ.", "จ.ส.อ.หญิง", True),
    ("นาง", "นางสาว", False), ("ดร.", "นาง", False), ("ดร.", "นาย", False),
    ("สพ.ญ.", "นางสาว", False),
])
def test_titles_of_men_and_women(one: str, two: str, differ: bool) -> None:
    assert sexes_differ(one, two) == sexes_differ(two, one) == differ


def test_written_forms_keep_their_floors() -> None:
    """Namesakes, relatives and misreadings of `benchmarks/people_link.py`, on both splits."""
    for split, least in (("tuning", 0.97), ("final", 0.93)):
        counts = judged(6, 11, split)
        assert precision(counts.all) >= 0.995
        assert recall(counts.all) >= least


def test_no_people_no_mentions() -> None:
    assert same_people(()) == ()
    assert list(mentions_of(())) == []
