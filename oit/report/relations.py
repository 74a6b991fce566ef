"""The relations of the crosswalk in words and colours, for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A relation in Thai and English: its name, what it means, and its colour in a figure."""

    thai: str
    english: str
    meaning_th: str
    meaning_en: str
    colour: str

    @property
    def both(self) -> str:
        """The name in both languages: "รวมข้อ / merged"."""
        return f"{self.thai} / {self.english}"


RELATIONS = {
    "same": Word("คงเดิม", "same", "ข้อเดิม รหัสเดิม", "the same item under the same code", "#6b7280"),
    "renumbered": Word("เปลี่ยนรหัส", "renumbered", "ข้อเดิม แต่ใช้รหัสใหม่",
                       "the same item under another code", "#0068a8"),
    "renamed": Word("เปลี่ยนชื่อ", "renamed", "เรื่องเดิม แต่ใช้ชื่อใหม่",
                    "the same thing under another title", "#00805c"),
    "broadened": Word("ขอมากขึ้น", "broadened", "เรื่องเดิม แต่ต้องแสดงมากกว่าเดิม",
                      "more is asked for than before", "#1583b7"),
    "narrowed": Word("ขอน้อยลง", "narrowed", "เรื่องเดิม แต่ต้องแสดงน้อยกว่าเดิมหรือจำกัดลง",
                     "less is asked for than before, or only some of it", "#b5529c"),
    "split": Word("แยกข้อ", "split", "ข้อเดียวแยกเป็นหลายข้อ", "one item ends in several", "#a87400"),
    "merged": Word("รวมข้อ", "merged", "หลายข้อรวมเป็นข้อเดียว", "several items end in one", "#d55e00"),
    "dropped": Word("ยกเลิก", "dropped", "ไม่มีข้อใดรองรับแล้ว", "nothing answers to it", "#b91c1c"),
    "new": Word("เพิ่มใหม่", "new", "ก่อนหน้านี้ไม่มีข้อใดตรงกัน", "nothing answered to it before", "#6d28d9"),
}
UNSUPPORTED = Word("ไม่ทราบ", "unknown", "ไม่มีตารางเทียบระหว่างสองปีนี้",
                   "no table joins these two years", "#4b5563")


def word(relation: str | None) -> Word:
    """The words of a relation; those for "not known" where there is none."""
    return RELATIONS.get(relation, UNSUPPORTED) if relation else UNSUPPORTED
