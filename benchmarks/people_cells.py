"""How well person cells are read: names, and names with their positions, on written cells.

Run `python benchmarks/people_cells.py [--cells 4000] [--seed 2567] [--fresh] [--wrong 20]`.
Invented people with real posts stand in cells as officers type them and as layouts break them;
what was put in is the truth. The noise: numbering and bullets of seven kinds, eight ways to
part people, titles with and without a space, one title in eighty parted or broken, spaces
doubled, posts behind a space, a line break, a slash, in brackets or after "ตำแหน่ง"; `breaks`
is the chance that a cell is printed in a column so narrow (7 to 17 letters) that lines end
inside words.
Alone a cell stands for itself; in a form the same eight people stand in 25 cells, and what one
cell shows helps with the others.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalize.people import person_cell, whole_names
from normalize.text import squash

SEED = 2567
IN_FORM, STAFF = 25, 8


def words(text: str, between: str | None = None) -> tuple[str, ...]:
    """The words of a list written as one text."""
    return tuple(text.split(between))


GIVEN = words("กิตติ กมล เกรียง ไกร ขวัญ คณิน จักร จันทร์ จิต ชนา ชัย ชาญ ชุติ ฐิติ ณัฐ ดวง เดช ทรง ธน ธวัช "
         "ธีร นคร นพ นภา นันท์ นิต บุญ บุษ ปกรณ์ ประ ปรียา ปวีณ พงศ์ พร พรรณ พัชร พิชิต พิมพ์ ภัทร "
         "ภาณุ มณี มนัส มาลี ยุทธ รัตน์ รุ่ง วรรณ วร วัน วาสนา วิชัย วิทย์ วิมล วิไล ศรี ศักดิ์ ศิริ สม สมบัติ "
         "สาย สิริ สุ สุด สุภา สุร เสาว โสภา อนันต์ อนุ อมร อร อรุณ อัจฉรา อัมพร อารี อำนวย เอก")
ENDING = words("กร กาญจน์ กุล ขวัญ จิต จันทร์ ชัย ชาติ ดา ดี เดช ทิพย์ ธร นันท์ นภา นุช ปัญญา พงศ์ พงษ์ พร พล "
          "พันธ์ ภรณ์ ภพ มาศ มาลย์ ยุทธ ยา รัตน์ เรือง ลดา ลักษณ์ วรรณ วัฒน์ วดี วิทย์ ศรี ศักดิ์ ศิริ สรณ์ "
          "สิทธิ์ สุข เสริฐ หทัย อร อมร")
FAMILY = words("กล้า แก้ว กาญจนา ขันธ์ คง คำ เจริญ จันทร์ ชัย ชื่น ไชย ดวง เดช ทรัพย์ ทอง ทิพย์ ธรรม นาค นวล "
          "น้อย เนตร บัว บุญ ประ ปัญญา เปรม พงษ์ พรหม พันธ์ เพชร โพธิ์ ไพร ภู มณี มั่น มี เมือง ยอด รักษ์ "
          "รัตน์ ราช รุ่ง เรือง ลาภ วงศ์ วัง วิเศษ ศรี ศิริ ศักดิ์ สมบูรณ์ สว่าง สังข์ สิงห์ สุข สุวรรณ แสง หงษ์ หอม "
          "อินทร์ อุดม เอี่ยม")
FAMILY_ENDING = words("กุล แก้ว ขาว คำ งาม จิตต์ ชัย ดี เดช ทอง ธรรม ธานี นุกูล บุตร ประเสริฐ ปัญญา พงษ์ พันธุ์ พล "
                 "เพชร ภักดี มงคล มั่นคง มาก มี ยิ่ง รัตน์ ราช ลักษณ์ วงศ์ วัฒนา วิจิตร ศรี ศักดิ์ ศิลป์ สกุล สมบัติ "
                 "สิทธิ์ สุข สุวรรณ เสรี แสง หาญ อินทร์ อ่อน เอี่ยม โชติ ใจ ไทย")
TITLES = (["นาย"] * 30 + ["นาง"] * 20 + ["นางสาว"] * 25 + ["น.ส."] * 10
          + ["ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "ว่าที่ ร.ต.หญิง", "จ.ส.อ.", "พ.ต.อ.", "ร.ต.อ.", "ด.ต.", "จ่าเอก",
             "พันจ่าเอก", "สิบเอก", "ส.ต.ต.หญิง", "พันจ่าอากาศเอก", "ดร.", "ผศ.ดร.", "นพ.", "พญ.",
             "ทพ.", "ภญ.", "ม.ล.", "นส.", "ว่าที่ร้อยตรีหญิง", "พ.จ.อ.", "น.อ.", "สพ.ญ.", "นายแพทย์"])
FIELDS = words("กองคลัง กองช่าง กองการศึกษา กองสาธารณสุขและสิ่งแวดล้อม กองสวัสดิการสังคม "
          "กองยุทธศาสตร์และงบประมาณ "
          "กองการเจ้าหน้าที่ กลุ่มงานอำนวยการ กลุ่มงานบริหารทรัพยากรบุคคล กลุ่มงานยุทธศาสตร์ฯ "
          "กลุ่มงานศูนย์ดำรงธรรมจังหวัด ฝ่ายบริหารงานทั่วไป สำนักปลัด ศูนย์พัฒนาเด็กเล็ก")
EXPERTS = words("นักวิชาการคอมพิวเตอร์ นักวิชาการเงินและบัญชี นักวิชาการคลัง นักวิชาการพัสดุ นักวิชาการศึกษา "
           "นักวิชาการสาธารณสุข นักวิชาการสิ่งแวดล้อม นักวิชาการเกษตร นักทรัพยากรบุคคล นักจัดการงานทั่วไป "
           "นักวิเคราะห์นโยบายและแผน นักพัฒนาชุมชน นักประชาสัมพันธ์ นักป้องกันและบรรเทาสาธารณภัย "
           "นักสังคมสงเคราะห์ นิติกร วิศวกรโยธา สถาปนิก นวค.นโยบายและแผน นักตรวจสอบภายใน บรรณารักษ์ "
           "พยาบาลวิชาชีพ นายแพทย์ ทันตแพทย์ เภสัชกร นายสัตวแพทย์ นักกายภาพบำบัด")
CLERKS = words("เจ้าพนักงานธุรการ เจ้าพนักงานพัสดุ เจ้าพนักงานการเงินและบัญชี เจ้าพนักงานจัดเก็บรายได้ นายช่างโยธา "
          "นายช่างไฟฟ้า นายช่างสำรวจ เจ้าพนักงานประชาสัมพันธ์ เจ้าพนักงานพัฒนาชุมชน เจ้าพนักงานทะเบียน "
          "จพง.ธุรการ")
EXPERT_LEVELS = ("", "ปฏิบัติการ", "ชำนาญการ", "ชำนาญการพิเศษ", "เชี่ยวชาญ")
CLERK_LEVELS = ("", "ปฏิบัติงาน", "ชำนาญงาน", "อาวุโส")
OTHERS = words("ปลัดเทศบาล;รองปลัดเทศบาล;ปลัด อบต.;รองปลัด อบต.;นายก อบต.;นายกเทศมนตรี;รองนายกเทศมนตรี;"
          "นายอำเภอ;ปลัดอำเภอ;ปลัดจังหวัด;หัวหน้าสำนักปลัด;หัวหน้าสำนักปลัดเทศบาล;หัวหน้าสำนักงานจังหวัด;"
          "ครู คศ.2;ครู;ครูผู้ช่วย;ครูชำนาญการพิเศษ;ผู้อำนวยการโรงเรียน;ผอ.โรงเรียน;ผู้ช่วยเจ้าพนักงานธุรการ;"
          "ผู้ช่วยนักวิชาการเงินและบัญชี;พนักงานจ้างเหมา;พนักงานจ้างทั่วไป;พนักงานขับรถยนต์;คนงานทั่วไป;"
          "จนท.วิเคราะห์นโยบายและแผน;พนง.ทรัพยากรบุคคล;เจ้าหน้าที่บริหารงานทั่วไป;สารวัตร;รอง ผกก.;"
          "ผบ.หมู่;ผู้กำกับการ;เลขานุการนายก อบต.;ประธานสภา อบต.;ท้องถิ่นอำเภอ;เกษตรอำเภอ;"
          "สาธารณสุขอำเภอ;รองผู้ว่าราชการจังหวัด;ผู้ใหญ่บ้าน;กำนัน", ";")
HEADS = ("ผู้อำนวยการ", "ผอ.", "หัวหน้า", "หน.", "รองผู้อำนวยการ")
ACTING = ("รักษาการ", "รักษาราชการแทน", "รก.", "ปฏิบัติหน้าที่", "รักษาการในตำแหน่ง")
TOWNS = ("นคร", "อยุธยา", "มณี", "ป้อมเพชร", "ลำพูน", "ถลาง")
NUMBERS = ("{}. ", "{}.", "{}) ", "({}) ", "- ", "• ", "-")
PARTS = ("\n", "\n", "\n", "\n\n", " ", ", ", " และ", " / ", "  ")
POST_BEHIND = (" ", "\n", "\n", "\n", " ตำแหน่ง ", "\nตำแหน่ง ", " (", "\n(", ", ", "/")


class Words(NamedTuple):
    """What people and posts are made of."""

    given: tuple[str, ...]
    ending: tuple[str, ...]
    family: tuple[str, ...]
    family_ending: tuple[str, ...]
    experts: tuple[str, ...]
    clerks: tuple[str, ...]
    others: tuple[str, ...]
    fields: tuple[str, ...]
    towns: tuple[str, ...]


MENDED = Words(GIVEN, ENDING, FAMILY, FAMILY_ENDING, EXPERTS, CLERKS, OTHERS, FIELDS, TOWNS)
FRESH = Words(  # words that no rule was mended with
    given=words(
        "กฤต กวิน กัญญา เกศ คมสัน จารุ จิรา เจต ชนก ชลธี ชวน ญาณ ฐานิ ณิชา ดนัย ตุลย์ ทศ ทัศ "
        "ธาริ นรา นวล นิธิ บดินทร์ ปฏิ ปณต ปริญ ปัท พลอย พีร ภควัต ภูริ มงคล มุก เมธา รพี "
        "รัช ลลิต วชิร วรา วิภา ศุภ สรวิช สหรัฐ สิทธิ โสภณ หทัย อดิศ อภิ อัคร อิสรา อุไร"),
    ending=words(
        "กมล กันต์ เกียรติ จนา ชา ณัฐ ตรี ทัศน์ ธิดา ธี นาถ นุกูล เนตร บุล ประภา ปรีชา พงศ์ "
        "พัฒน์ พิสิฐ ภัทร ภา มนต์ มาส เมธ รดา ราช ริน ลักษ์ วรรธน์ วัลย์ วิน เศรษฐ์ สินี "
        "สุดา หาญ อนงค์ อัมพร"),
    family=words(
        "กิจ เกษ ขจร จงรัก จิระ ฉัตร ชนะ ชูศรี โชติ ตันติ ถาวร ทวี ธนา นพ นิล บาง ปาน ผล "
        "พิทักษ์ พูน ภักดี มาลัย ยศ ระวี ลิ้ม วรร วิริยะ ศักดา สม สาย สุทธิ เสน หนู หลวง "
        "อนันต์ อภัย เอื้อ"),
    family_ending=words(
        "กิจ เกิด ขันธ์ คล้าย ฉาย ชนะ ช่วย ดำรง ตระกูล ถนอม ทวีสุข ธนกิจ นาวา บัวทอง ปราการ "
        "ผลดี พันธุ์ไทย พิศาล ไพศาล มณีวงศ์ รอด ลือชัย วรกุล วิเชียร ศิริพร สถิตย์ สำราญ "
        "หิรัญ อำไพ อุดมศักดิ์"),
    experts=words(
        "นักวิชาการขนส่ง นักวิชาการวัฒนธรรม นักวิชาการประมง นักวิชาการสถิติ นักวิชาการแรงงาน "
        "นักวิชาการสอบสวนและติดตาม นักสันทนาการ นักโภชนาการ นักรังสีการแพทย์ "
        "นักเทคนิคการแพทย์ นักจิตวิทยา นักวิชาการสุขาภิบาล วิศวกรไฟฟ้า วิศวกรเครื่องกล "
        "วิศวกรสุขาภิบาล นักผังเมือง นักวิชาการตรวจสอบภายใน นักวิชาการจัดเก็บรายได้ "
        "พนักงานคุมประพฤติ ภูมิสถาปนิก"),
    clerks=words(
        "เจ้าพนักงานการคลัง เจ้าพนักงานสาธารณสุข เจ้าพนักงานเทศกิจ เจ้าพนักงานสุขาภิบาล "
        "เจ้าพนักงานห้องสมุด เจ้าพนักงานการเกษตร เจ้าพนักงานส่งเสริมการท่องเที่ยว "
        "นายช่างเครื่องกล นายช่างเขียนแบบ นายช่างผังเมือง นายช่างศิลป์ เจ้าพนักงานสวนสาธารณะ "
        "เจ้าพนักงานป้องกันและบรรเทาสาธารณภัย"),
    others=words(
        "ปลัดเมืองพัทยา;รองปลัด อบจ.;ปลัด อบจ.;ที่ปรึกษานายก อบต.;เลขานุการสภา;"
        "ผู้ช่วยนายช่างโยธา;ผู้ช่วยครู;ครูผู้ดูแลเด็ก;ครูชำนาญการ;รองผู้อำนวยการโรงเรียน;"
        "หัวหน้าฝ่ายอำนวยการ;หัวหน้าพยาบาล;พัฒนาการอำเภอ;ปศุสัตว์อำเภอ;รองนายกเทศมนตรี;"
        "ผู้ช่วยเจ้าพนักงานการเงินและบัญชี;พนักงานดับเพลิง;คนสวน;นักการภารโรง;ยาม;"
        "รองผู้กำกับการ;ผู้บังคับหมู่;สารวัตรใหญ่;ผู้ตรวจการ;เจ้าหน้าที่การเงิน;"
        "คนงานประจำรถขยะ", ";"),
    fields=words(
        "กองการแพทย์ กองการประปา กองส่งเสริมการเกษตร กองทะเบียนราษฎร "
        "กองป้องกันและบรรเทาสาธารณภัย กองพัสดุและทรัพย์สิน กองการท่องเที่ยวและกีฬา "
        "ฝ่ายนิติการ ฝ่ายปกครอง ฝ่ายการเงินและบัญชี กลุ่มงานความมั่นคง กลุ่มงานบริหารทั่วไป "
        "สำนักการช่าง สำนักคลัง หน่วยตรวจสอบภายใน"),
    towns=words(
        "อุบล บางช้าง สงขลา พัทลุง เชียงใหม่ ระนอง"),
)


class Person(NamedTuple):
    """A person as put into a cell: name as the contract has it, post or None."""

    title: str
    given: str
    family: str
    post: str | None

    @property
    def name(self) -> str:
        """Title and given name, one space, family name."""
        return f"{self.title}{self.given} {self.family}".strip()


class Cell(NamedTuple):
    """A cell and what is in it."""

    text: str
    people: tuple[tuple[str | None, str | None], ...]


def _word(rng: random.Random, first: Sequence[str], last: Sequence[str]) -> str:
    word = rng.choice(first) + rng.choice(last)
    return rng.choice(first) + word if rng.random() < 0.15 else word


def person(rng: random.Random, of: Words = MENDED) -> Person:
    """Someone who does not exist, three in four with a post."""
    family = _word(rng, of.family, of.family_ending)
    kind = rng.random()
    if kind < 0.04:
        family = f"ณ {rng.choice(of.towns)}"
    elif kind < 0.055:
        family = f"{family} ณ {rng.choice(of.towns)}"
    elif kind < 0.065:
        family = f"บิน {_word(rng, of.given, of.ending)}"
    given = rng.choice(of.given) if rng.random() < 0.15 else _word(rng, of.given, of.ending)
    held = post(rng, of) if rng.random() < 0.75 else None
    return Person(rng.choice(TITLES), given, family, held)


def post(rng: random.Random, of: Words = MENDED) -> str:
    """A post of a Thai agency, with a level or as an acting one."""
    kind = rng.random()
    if kind < 0.35:
        found = rng.choice(of.experts) + rng.choice(EXPERT_LEVELS)
    elif kind < 0.5:
        found = rng.choice(of.clerks) + rng.choice(CLERK_LEVELS)
    elif kind < 0.75:
        found = rng.choice(HEADS) + rng.choice(of.fields)
    else:
        found = rng.choice(of.others)
    if rng.random() < 0.08:
        found = f"{found} {rng.choice(ACTING)}{rng.choice(HEADS)}{rng.choice(of.fields)}"
    return found


def cell(rng: random.Random, breaks: float, staff: Sequence[Person] = (),
         of: Words = MENDED) -> Cell:
    """A cell of one to five people (of a form's staff, or new ones), some of posts alone."""
    if rng.random() < 0.1:
        posts = [post(rng, of) for _ in range(rng.choice((1, 1, 2)))]
        return Cell("\n".join(posts), tuple((None, p) for p in posts))
    count = rng.choice((1, 1, 1, 1, 2, 2, 3, 4, 5))
    people = rng.sample(staff, count) if staff else [person(rng, of) for _ in range(count)]
    number = rng.choice(NUMBERS) if len(people) > 1 and rng.random() < 0.5 else ""
    behind, between = rng.choice(POST_BEHIND), rng.choice(PARTS)
    if any(p.post for p in people) and "\n" not in between and not number:
        between = "\n"
    printed = [number.format(n) + _printed(p, behind, rng) for n, p in enumerate(people, 1)]
    text = between.join(printed)
    if rng.random() < breaks:
        text = narrow(text, rng)
    return Cell(text, tuple((p.name, p.post) for p in people))


def _printed(someone: Person, behind: str, rng: random.Random) -> str:
    title = someone.title
    if rng.random() < 0.0125:
        ends = [n for n in range(1, len(title)) if _may_end(title[n - 1], title[n])]
        at = rng.choice(ends or [0])
        title = rng.choice((title[:at] + "\n" + title[at:], title.replace("นางสาว", "นาง สาว")))
    gap = rng.choice(("", "", "", " ", "\n")) if rng.random() < 0.5 else ""
    space = rng.choice((" ", " ", " ", "  ", "\n", " \n"))
    text = f"{title}{gap}{someone.given}{space}{someone.family}"
    if someone.post:
        text += behind + someone.post + (")" if behind.endswith("(") else "")
    return text


def narrow(text: str, rng: random.Random) -> str:
    """A text in a narrow column: lines end at spaces, else behind a letter where a cluster ends."""
    width, out = rng.randrange(7, 18), []
    for line in text.split("\n"):
        while len(line) > width:
            at = line.rfind(" ", 3, width + 1)
            if at < 0:
                at = width
                while at > 2 and not _may_end(line[at - 1], line[at]):
                    at -= 1
            out.append(line[:at])
            line = line[at:].lstrip(" ")
        out.append(line)
    return "\n".join(out)


def _may_end(before: str, after: str) -> bool:
    """Whether a layout may end a line between two letters: never inside a cluster."""
    return after not in "ะัาำิีึืุู็่้๊๋์ํฯๆ.)" and before not in "เแโใไ(."


def written(cells: int, seed: int, breaks: float, in_forms: bool,
            of: Words = MENDED) -> Iterator[list[Cell]]:
    """Forms of cells by a fixed seed; forms of one cell where cells stand alone."""
    rng = random.Random(seed)
    for _ in range(cells // IN_FORM if in_forms else cells):
        staff = [person(rng, of) for _ in range(STAFF)] if in_forms else ()
        yield [cell(rng, breaks, staff, of) for _ in range(IN_FORM if in_forms else 1)]


Figures = tuple[float, float, list[tuple[Cell, list[tuple[str | None, str | None]]]]]


def judged(cells: int, seed: int, breaks: float, in_forms: bool,
           of: Words = MENDED) -> Figures:
    """F1 of names, F1 of names with positions, and the cells that were read wrongly."""
    names: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    wrong = []
    for form in written(cells, seed, breaks, in_forms, of):
        known = whole_names([r for made in form for r in person_cell(made.text)])
        for made in form:
            read = [(p.name, p.position) for p in person_cell(made.text, known)]
            _count(names, [n for n, _ in made.people if n], [n for n, _ in read if n])
            _count(pairs, [_pair(p) for p in made.people], [_pair(p) for p in read])
            if [_pair(p) for p in made.people] != [_pair(p) for p in read]:
                wrong.append((made, read))
    return _f1(names), _f1(pairs), wrong


def _pair(entry: tuple[str | None, str | None]) -> str:
    """Name, and the letters of the position: the layout says nothing about its spaces."""
    return f"{entry[0]}|{squash(entry[1] or '')}"


def _count(counts: Counter[str], truth: Sequence[str], read: Sequence[str]) -> None:
    counts["right"] += sum((Counter(truth) & Counter(read)).values())
    counts["truth"] += len(truth)
    counts["read"] += len(read)


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / max(1, counts["truth"] + counts["read"])


def main() -> None:
    """Print the figures at three levels of narrow columns."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cells", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--wrong", type=int, default=0, help="print so many cells read wrongly")
    parser.add_argument("--fresh", action="store_true", help="words no rule was mended with")
    options = parser.parse_args()
    of = FRESH if options.fresh else MENDED
    print("| cells | in narrow columns | cells read | names F1 | names with positions F1 |")
    print("|---|---:|---:|---:|---:|")
    for in_forms, breaks in itertools.product((False, True), (0.0, 0.3, 1.0)):
        names, pairs, wrong = judged(options.cells, options.seed, breaks, in_forms, of)
        where = "of forms" if in_forms else "alone"
        print(f"| {where} | {breaks:.0%} | {options.cells} | {names:.4f} | {pairs:.4f} |")
        for made, read in wrong[: options.wrong]:
            print(f"  {made.text!r}\n    truth {made.people}\n    read  {read}")


if __name__ == "__main__":
    main()
