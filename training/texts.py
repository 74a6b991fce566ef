"""Invented lines of Thai forms: what a recogniser of scans has to have seen.

Sources: official titles and wordings of `catalogue/data`, the word lists of the PyThaiNLP wheel
that are CC0 (words, syllables, frequencies), and numbers, dates, codes and names made up here.
No text of a real document is used. Names are random syllables, so they name nobody.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from training.alphabet import (
    CLASSES,
    CONSONANTS,
    GROUPS,
    MARKS,
    THAI_DIGITS,
    encoded,
    printed,
    signs,
)

CATALOGUE = Path(__file__).parents[1] / "catalogue" / "data"
#: Tables of the catalogue whose columns hold wording of forms.
WORDINGS = (
    "editions/*.csv",
    "crosswalk/*.csv",
    "offices.csv",
    "positions.csv",
    "agencies.csv",
    "headings.csv",
    "columns.csv",
    "statuses.csv",
    "stock_phrases.csv",
    "duties.csv",
    "provincial_*.csv",
    "template_words.csv",
    "issues.csv",
    "scoring_questions.csv",
    "collectives.csv",
    "post_*.csv",
    "schemes/*.csv",
    "analysis_*.csv",
    "position_levels.csv",
    "vacancies.csv",
    "families.csv",
    "signers.csv",
    "agency_words.csv",
)
SKIPPED = frozenset({"source", "note", "confidence", "evidence", "kind", "match", "priority"})
LONGEST = 46  # classes of one line
TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน "
    "ธันวาคม ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค."
).split()
PREFIXES = (
    "นาย นาง นางสาว น.ส. นาย นาง นางสาว ดร. ว่าที่ ร.ต. ว่าที่ร้อยตรี ร.ต.อ. พ.ต.อ. พ.ต.ท. จ.ส.อ. "
    "จ่าเอก พันจ่าเอก ผศ.ดร. นพ. พญ. สิบเอก สิบตำรวจตรี ด.ต. พระครู ร.อ. พล.ต.ต. จ.อ. ส.อ. หม่อมหลวง"
).split()
GIVEN = (
    "กิตติ ปรี ณัฐ สม วิ ชัย พร สุ วรรณ ศิริ จิ รา ภา พงษ์ พงศ์ ศักดิ์ นันท์ วัฒน์ ธีร ธนา อภิ อรุณ มาลี "
    "ประ เสริฐ สิทธิ์ ชา ญา ดา นภา รัตน์ กานต์ เพ็ญ แก้ว บุญ มี ทอง ใจ ดี งาม เจริญ รุ่ง เรือง สุข เกษม "
    "ฐิติ ณิชา ฌา ญาณ ฎา กฤษ ฤดี ภูมิ ซื่อ ช่วย โชติ ไพ ไพศาล เยาว ลักษณ์ อนุ ชิต จันทร์ ทิพย์ เอก อ้อย "
    "ปัญญา วุฒิ นุช ปราณี สาย หยุด พิม พา เนตร ชนก จุฑา มาศ สรร ค์ กัลยา ณี เดช หาญ สมบูรณ์ ยิ่ง ยง"
).split()
LATIN = (
    "ITA OIT IIT EIT Open Data Q&A E-Service Social Network No Gift Policy Website URL "
    "Facebook Line PDF Excel e-mail E-mail online Online Integrity Transparency Assessment "
    "MOIT CoC Chatbot Messenger Template GFMIS e-GP eGP KPI SWOT Infographic Banner Link Web "
    "Board version Smart IT Digital QR Code Data Catalog www http https .go.th .or.th .com "
    "PDPA ISO ID ISBN Google Form Walk in Call Center Dashboard Data.go.th WiFi Email Tel Fax "
    "App Application YouTube TikTok Zoom NACC Do's & Don'ts "
).split()
UNITS = (
    "บาท คน แห่ง ครั้ง เรื่อง โครงการ ข้อ คะแนน ราย วัน เดือน ปี ชั่วโมง เล่ม ฉบับ ชุด ตัวชี้วัด หน่วยงาน หมู่ "
    "ร้อยละ เปอร์เซ็นต์ ล้านบาท ไตรมาส รอบ แผ่น กิโลเมตร ตารางเมตร"
).split()

Random = random.Random


@cache
def wordings() -> list[str]:
    """Every wording of the catalogue, at most some hundred signs each."""
    found: dict[str, None] = {}
    for pattern in WORDINGS:
        for path in sorted(CATALOGUE.glob(pattern)):
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    for column, value in row.items():
                        if column not in SKIPPED and value:
                            found.update(dict.fromkeys(value.split("|")))
    return [text for text in map(printed, found) if len(text) > 1]


@cache
def places() -> list[tuple[str, str]]:
    """Names of provinces, districts and sub-districts with the column they stand in."""
    found = []
    for name in ("provinces.csv", "places/amphoes.csv", "places/tambons.csv"):
        with (CATALOGUE / name).open(encoding="utf-8-sig", newline="") as file:
            found += [(name, row["canonical"]) for row in csv.DictReader(file)]
    return found


def corpus(name: str) -> list[str]:
    """The lines of a CC0 list of the PyThaiNLP wheel, without importing PyThaiNLP."""
    spec = find_spec("pythainlp")
    if spec is None or spec.origin is None:
        raise SystemExit("pythainlp is needed: pip install pythainlp")
    path = Path(spec.origin).parent / "corpus" / name
    return path.read_text(encoding="utf-8").splitlines()


@cache
def words() -> list[str]:
    return [w for w in map(printed, corpus("words_th.txt")) if w and encoded(w)]


@cache
def syllables() -> list[str]:
    return [w for w in map(printed, corpus("syllables_th.txt")) if w and encoded(w)]


@cache
def common() -> tuple[list[str], list[float]]:
    """Words of the national corpus with weights, the frequent ones damped."""
    pairs = [line.split("\t") for line in corpus("tnc_freq.txt") if "\t" in line]
    kept = [(printed(w), int(n)) for w, n in pairs[:30000] if encoded(printed(w))]
    total = 0.0
    weights = []
    for _, count in kept:
        total += count**0.55
        weights.append(total)
    return [w for w, _ in kept], weights


def thai(rng: Random, text: str, share: float = 0.6) -> str:
    """The digits of a text in Thai, in that share of the texts."""
    return text.translate(TO_THAI) if rng.random() < share else text


def cut(rng: Random, text: str, longest: int = LONGEST) -> str:
    """A stretch of a text, as a line of a cell is; mostly from its beginning or a word's."""
    pieces = signs(text)
    limit = min(len(pieces), max(3, int(rng.gauss(24, 12))), longest)
    if len(pieces) <= limit:
        return text
    start = rng.choice((0, rng.randrange(len(pieces) - limit + 1)))
    while start and pieces[start][0] in MARKS + "ำ":
        start -= 1
    return "".join(pieces[start : start + limit]).strip()


# ---- lines of each sort -------------------------------------------------------------------


def official(rng: Random) -> str:
    text = rng.choice(wordings())
    if rng.random() < 0.25:
        text = bullet(rng) + text
    if rng.random() < 0.08:
        text = f"{cut(rng, text, 20)} ({rng.randrange(1, 60)})"
    if rng.random() < 0.15:
        text = thai(rng, f"{text} {rng.choice(('พ.ศ. ', 'ปี ', 'ประจำปีงบประมาณ พ.ศ. '))}{year(rng)}")
    return cut(rng, thai(rng, text, 0.3))


def bullet(rng: Random) -> str:
    number = rng.randrange(1, 40)
    return thai(
        rng,
        rng.choice(
            (
                "- ",
                "-",
                "• ",
                "▪ ",
                "● ",
                "* ",
                "o ",
                "○ ",
                f"({number}) ",
                f"{number}. ",
                f"{number}) ",
                f"{number}.{rng.randrange(1, 9)} ",
                "– ",
            )
        ),
    )


def prose(rng: Random) -> str:
    population, weights = common()
    out = ""
    for word in rng.choices(population, cum_weights=weights, k=rng.randrange(2, 14)):
        chance = rng.random()
        if chance < 0.14:
            out += " "
        elif chance < 0.16:
            out += "ๆ "
        elif chance < 0.17:
            out += "ฯ "
        elif chance < 0.19:
            word = f"({word})" if rng.random() < 0.7 else f'"{word}"'
        elif chance < 0.21:
            out += rng.choice(("/", ", ", " - ", ": ", "; ", "-"))
        elif chance < 0.23:
            word = thai(rng, f" {rng.randrange(1, 3000)} ")
        out += word
    return cut(rng, out)


def rare(rng: Random) -> str:
    joint = rng.choice(("", "", " "))
    return cut(rng, joint.join(rng.choice(words()) for _ in range(rng.randrange(1, 5))))


def random_syllables(rng: Random) -> str:
    return cut(rng, "".join(rng.choice(syllables()) for _ in range(rng.randrange(1, 8))))


def invented_name(rng: Random) -> str:
    def pool() -> str:
        return rng.choice(GIVEN if rng.random() < 0.6 else syllables())

    given = "".join(pool() for _ in range(rng.choice((1, 2, 2, 3))))
    family = "".join(pool() for _ in range(rng.choice((2, 2, 3, 3, 4))))
    prefix = rng.choice(PREFIXES) if rng.random() < 0.85 else ""
    return f"{prefix}{rng.choice(('', '', '', ' '))}{given} {family}"


def name(rng: Random) -> str:
    text = invented_name(rng)
    if rng.random() < 0.25:
        text = thai(rng, f"{rng.randrange(1, 30)}. {text}")
    if rng.random() < 0.2:
        text += f" {rng.choice(wordings())}"
    if rng.random() < 0.1:
        text = f"({text})"
    return cut(rng, text)


def place(rng: Random) -> str:
    table, text = rng.choice(places())
    before = {
        "provinces.csv": ("จังหวัด", "จ.", "สำนักงานจังหวัด", ""),
        "places/amphoes.csv": ("อำเภอ", "อ.", "ที่ว่าการอำเภอ", "สำนักงานเกษตรอำเภอ"),
    }.get(table, ("ตำบล", "ต.", "อบต.", "องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "โรงเรียนบ้าน"))
    text = rng.choice(before) + text
    if rng.random() < 0.4:
        text += f" {rng.choice(('จังหวัด', 'จ.', 'อ.', 'อำเภอ'))}{rng.choice(places())[1]}"
    return cut(rng, text)


def year(rng: Random) -> int:
    return rng.randrange(2540, 2590)


def number(rng: Random) -> str:
    return thai(rng, rng.choice(NUMBERS)(rng))


def _amount(rng: Random) -> str:
    value = 10 ** rng.uniform(0, 8)
    return rng.choice((f"{value:,.2f}", f"{value:,.0f}", f"{value:,.0f}.-", f"{value:.2f}"))


def _date(rng: Random) -> str:
    day, month, years = rng.randrange(1, 32), rng.choice(MONTHS), year(rng)
    return rng.choice(
        (
            f"{day} {month} {years}",
            f"{day} {month} {years % 100}",
            f"{month} {years}",
            f"{day} {month} พ.ศ. {years}",
            f"{day}/{rng.randrange(1, 13)}/{years}",
            f"{day} - {rng.randrange(1, 32)} {month} {years}",
            f"{month} {years} – {rng.choice(MONTHS)} {years + 1}",
            f"{month} {years % 100} - {rng.choice(MONTHS)} {years % 100}",
            f"วันที่ {day} {month} {years}",
            f"{day:02d}-{rng.randrange(1, 13):02d}-{years}",
            f"ปีงบประมาณ พ.ศ. {years}",
            f"ปี {years}",
            f"{rng.randrange(24):02d}.{rng.randrange(60):02d} น.",
            f"พ.ศ. {years}",
            f"{years}",
            f"{years}",
        )
    )


def _code(rng: Random) -> str:
    item = rng.randrange(1, 46)
    letter = rng.choice("OOOo○O0ไIEie")
    return rng.choice(
        (
            f"{letter}{item}",
            f"{letter}{item:02d}",
            f"O{item}",
            f"o{item}",
            f"○{item}",
            f"{item:03d}",
            f"0{item}",
            f"O {item}",
            f"O{item}*",
            f"(O{item})",
            f"ข้อ O{item}",
            f"ข้อ {item}",
            f"{item}",
            f"{item}.",
            f"O{item} - O{item + 3}",
            f"MOIT {item}",
            f"{rng.choice('๐Oo0')}{item:02d}",
        )
    )


def _score(rng: Random) -> str:
    value = rng.choice((rng.uniform(0, 100), rng.uniform(60, 100), 100.0))
    return rng.choice(
        (
            f"{value:.2f}",
            f"{value:.2f}",
            f"{value:.1f}",
            f"{value:.0f}",
            f"{value:.2f}%",
            f"{value:.2f} คะแนน",
            f"ร้อยละ {value:.2f}",
            f"{value:.0f} %",
        )
    )


def _phone(rng: Random) -> str:
    a, b, c = rng.randrange(100), rng.randrange(1000), rng.randrange(10000)
    return rng.choice(
        (
            f"0{a:02d}-{b:03d}-{c:04d}",
            f"0-{a:02d}{b:02d}-{c:04d}",
            f"โทร. 0 {a:02d}{b % 100:02d} {c:04d}",
            f"0{a:02d}-{b:03d}{c:04d}",
            f"0{a:02d}{b:03d}{c:04d} ต่อ {rng.randrange(1, 200)}",
        )
    )


def _document(rng: Random) -> str:
    a, b, years = rng.randrange(1, 200), rng.randrange(1, 9999), year(rng)
    return rng.choice(
        (
            f"มาตรา {a}",
            f"มาตรา {a}/{b % 20}",
            f"ที่ {b}/{years}",
            f"เลขที่ {b}",
            f"ข้อ {a % 40} ({b % 9})",
            f"นว {b:04d}/{a}",
            f"หมู่ที่ {a % 20}",
            f"หน้า {a}",
            f"ฉบับที่ {a % 30} พ.ศ. {years}",
            f"{a}/{b}",
            f"ไตรมาสที่ {a % 4 + 1}",
            f"รอบ {a % 12 + 1} เดือน",
            f"ครั้งที่ {a % 9}/{years}",
        )
    )


def _plain(rng: Random) -> str:
    digits = rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 13))
    text = "".join(rng.choice("0123456789") for _ in range(digits))
    return rng.choice(
        (text, text, f"{text} {rng.choice(UNITS)}", f"({text})", f"{text}.", f"{text}/{text[::-1]}")
    )


NUMBERS: tuple[Callable[[Random], str], ...] = (
    _amount,
    _date,
    _date,
    _code,
    _code,
    _score,
    _score,
    _phone,
    _document,
    _plain,
    _plain,
)


def numbers(rng: Random) -> str:
    """Several numbers in one line, as totals and ranges stand in narrow tables."""
    return cut(
        rng,
        rng.choice((" ", " ", ", ", " - ")).join(number(rng) for _ in range(rng.randrange(1, 4))),
    )


def sentence_with_number(rng: Random) -> str:
    return cut(
        rng, f"{cut(rng, prose(rng), 18)} {number(rng)} {cut(rng, rng.choice(wordings()), 14)}"
    )


def latin(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.3:
        letters = "".join(
            rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randrange(3, 12))
        )
        end = rng.choice((".go.th", ".or.th", ".com", ".ac.th", ".go.th/web/index.php?id=", ".pdf"))
        text = rng.choice(("www.", "https://", "http://www.", "")) + letters + end
        if text.endswith("="):
            text += str(rng.randrange(9999))
        return cut(rng, text, 40)
    if chance < 0.45:
        return "".join(
            rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.")
            for _ in range(rng.randrange(2, 14))
        )
    text = " ".join(rng.choice(LATIN) for _ in range(rng.randrange(1, 4)))
    if rng.random() < 0.5:
        text = rng.choice(
            (f"{rng.choice(wordings())} ({text})", f"{text} {rng.choice(wordings())}")
        )
    return cut(rng, text)


def sign(rng: Random) -> str:
    return rng.choice(
        (
            "✓",
            "✓",
            "✓",
            "✓",
            "-",
            "-",
            "–",
            "/",
            "/",
            "X",
            "x",
            "☑",
            "☐",
            "☒",
            "✗",
            "*",
            "•",
            "●",
            "○",
            "O",
            "--",
            "…",
            "( )",
            "(/)",
            "(✓)",
            "☑ ใช่",
            "☐ ไม่มี",
            "✓ มี",
            "/ มี",
            "N/A",
            "ไม่มี",
            "มี",
            "%",
            "ฯลฯ",
            "ฯ",
            "ๆ",
            '"',
            '"',
        )
    )


def signature(rng: Random) -> str:
    return rng.choice(
        (
            f"(ลงชื่อ)…{rng.choice(('', 'ผู้รายงาน', 'ผู้รับรอง'))}",
            "ลงชื่อ…",
            f"({invented_name(rng)})",
            f"ตำแหน่ง {rng.choice(wordings())[:30]}",
            "ตำแหน่ง…",
            "วันที่…เดือน…พ.ศ.…",
            "…/…/…",
            thai(rng, f"ข้อมูล ณ วันที่ {_date(rng)}"),
        )
    )


def any_signs(rng: Random) -> str:
    """Signs without sense, so that none is ever too rare to be known."""
    loose = [s for s in CLASSES if s[0] not in MARKS]
    text = "".join(
        rng.choice(CONSONANTS) + rng.choice(GROUPS)
        if rng.random() < 0.3
        else rng.choice(loose if rng.random() < 0.5 else RARE)
        for _ in range(rng.randrange(1, 5))
    )
    word = rng.choice(syllables())
    return rng.choice((word + text, text + word, f"{word} {text} {rng.choice(syllables())}"))


RARE = "ฃฅฆฌฎฏฐฑฒณฬฮฤฦฯๆๅ฿*&%#@!?;:'[]ซชถภฎฏ"

SORTS: tuple[tuple[float, Callable[[Random], str]], ...] = (
    (0.21, official),
    (0.15, prose),
    (0.06, rare),
    (0.06, random_syllables),
    (0.10, name),
    (0.05, place),
    (0.18, number),
    (0.05, numbers),
    (0.05, sentence_with_number),
    (0.06, latin),
    (0.045, sign),
    (0.015, signature),
    (0.02, any_signs),
)


def line(rng: Random) -> str:
    """One line of a form that our alphabet can print."""
    while True:
        make = rng.choices([f for _, f in SORTS], [w for w, _ in SORTS])[0]
        text = printed(make(rng))
        if text and encoded(text) and len(signs(text)) <= LONGEST + 4:
            return text


def lines(seed: int) -> Iterator[str]:
    """Lines without end; the same seed gives the same lines."""
    rng = random.Random(seed)
    while True:
        yield line(rng)
