"""Contacts and home addresses are found as they are printed; other numbers are none."""

from __future__ import annotations

import pytest

from normalize.contacts import without_contacts
from normalize.personal import personal_data


def found(text: str, *, of_person: bool = False) -> list[tuple[str, str]]:
    return [(f.kind, text[f.start: f.end]) for f in personal_data(text, of_person=of_person)]


@pytest.mark.parametrize("number", [
    "0 4281 2345", "081-234-5678", "๐๘ ๑๒๓๔ ๕๖๗๘", "0-4281-2345 ต่อ 12, 13", "042-812345",
    "+66 81 234 5678", "+66812345678", "(042) 812 345", "08.1234.5678", "0812345678",
])
def test_a_telephone_number_is_found_whole(number: str) -> None:
    assert found(f"นิติกร โทร. {number} กองคลัง") == [("phone", number)]
    assert found(f"นิติกร {number}") == [("phone", number)]


@pytest.mark.parametrize("text", [
    "024 025 026", "0.25 0.50 1.00", "O1-O43 ปี 2566-2567", "ที่ มท 0205.3/ว 1234", "01 02 2566",
    "https://a.go.th/file/0812345678", "ข้อ 01 02 03 04 05", "1,234,567,890 บาท", "online 24 ชั่วโมง",
    "Line Official Account และ Line OA", "ไลน์ Messenger", "02\n03\n04\n05\n06", "0\n20\n30\n40\n50",
    "O2 2566 2567", "โทรศัพท์ 100 เครื่อง", "โทร. 2566", "เลขที่บัญชี 020-1-23456-7", "06 ม.ค. 2567",
    "(2) หมายเลขโทรศัพท์ (3) E-mail", "ITA@NACC", "ek@กองคลัง",
])
def test_other_numbers_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("mail", [
    "pa@phusaimo\nk.go.th", "ji\nda\npa@phu\nsai\nmok\n.go\n.th", "pa@x.go.t\nh", "pa@gmail.co\nm",
    "pa @ gmail.com", "pa[at]gmail[dot]com", "pa (at) gmail (dot) com", "pa at gmail dot com",
    "pa＠x.go.th", "pa@x . go . th", "pa๙๙@gmail.com", "pa@phusaim ok.go.th", "pa@my\nhost.local",
])
@pytest.mark.parametrize("around", [
    "นิติกร\n{}\nครู", "อีเมล {} นิติกร", "E-mail: {}\nMr. John Smith", "OIT\n{}", "ต่อ ๑๐๔\n{}",
])
def test_a_mail_address_is_found_whole_and_nothing_beside_it(mail: str, around: str) -> None:
    told = [text for kind, text in found(around.format(mail)) if kind == "email"]
    assert told == [mail]


def test_further_numbers_that_a_label_or_a_first_number_tells() -> None:
    def numbers(text: str) -> list[str]:
        return [number for _, number in found(text)]

    assert numbers("โทร. ๐ ๗๔๖๑ ๑๒๓๔ ต่อ\n๑๐๔") == ["๐ ๗๔๖๑ ๑๒๓๔ ต่อ\n๑๐๔"]
    assert numbers("โท\nร. 104 กองคลัง") == ["104"]
    assert numbers("โทร. มท. 50123") == ["50123"]
    assert numbers("โทร. 0 7461 1234, 1235/6") == ["0 7461 1234, 1235/6"]
    assert numbers("0 7461 1234/0 7461 1235") == ["0 7461 1234", "0 7461 1235"]
    assert numbers("โทร. 0 74\ufffd1 1234") == ["0 74\ufffd1 1234"]
    assert numbers("มือถือ O81-2345678") == ["O81-2345678"]


def test_mail_chat_and_two_numbers_beside_each_other() -> None:
    assert found("ek.jaidee@x.go.th ไลน์ @ekjaidee 0812345678 0898765432") == [
        ("email", "ek.jaidee@x.go.th"), ("chat", "@ekjaidee"),
        ("phone", "0812345678"), ("phone", "0898765432")]
    assert [found(f"{label}ekjaidee")[0][0] for label in ("Line ID: ", "ไลน์: ", "ID Line ")] == \
        ["chat"] * 3
    assert found("ek.jaidee\n@x.go.th") == [("email", "ek.jaidee\n@x.go.th")]


def test_a_home_is_told_from_an_office() -> None:
    home = "บ้านเลขที่ 12/3 หมู่ 4 ต.ในเวียง อ.เมือง จ.น่าน 55000"
    office = "ที่อยู่ 99 หมู่ 3 ต.ในเวียง"
    assert found(f"นายเอก ใจดี {home} นิติกร") == [("address", home)]
    assert found(f"อบต. {office}") == []
    assert found(office, of_person=True) == [("address", office)]


def test_a_house_whose_address_lines_break() -> None:
    broken = "บ้านเลข\nที่ 1\n2/3 หมู่\nที่ 4 ตำ\nบลในเวียง อำเภอ\nเมือง\nน่าน จังหวัดนครราช\nสีมา"
    assert found(f"{broken}\nนิติกร") == [("address", broken)]
    bare = "99/1 ม.3 ถ.สุข\nใจ ต.ในเวียง จ.น่าน 55\n000"
    assert found(f"{bare}\nนิติกร", of_person=True) == [("address", bare)]
    assert found(bare) == []


def test_a_masked_id_is_neither_name_nor_post() -> None:
    assert without_contacts("นายเอก ใจดี เลขประจำตัวประชาชน [id] นิติกร") == "นายเอก ใจดี นิติกร"
    assert without_contacts("นายเอก ใจดี ([id])\nนิติกร") == "นายเอก ใจดี\nนิติกร"
