"""The Thai faces: Debian packages and @fontsource packages of npm, all free licences.

Debian: fonts-thai-tlwg (GPL with font exception), fonts-arundina (free, SIPA), fonts-noto-core
(OFL). npm: the @fontsource packages of `package.json` (OFL); their Thai and Latin subsets are
merged into one face each. HELD_OUT families are never trained on: figures come from them.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

DEBIAN = (
    Path("/usr/share/fonts/truetype/tlwg"),
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/truetype/arundina"),
    Path("/usr/share/fonts/truetype/ttf-thai-arundina"),
)
SYMBOLS = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
HELD_OUT = ("kinnari", "niramit", "arundinaserif")
#: How often a family is drawn; forms are set in TH Sarabun, which Laksaman and Sarabun look like.
WEIGHTS = {
    "laksaman": 22.0,
    "sarabun": 16.0,
    "norasi": 4.0,
    "garuda": 4.0,
    "loma": 4.0,
    "waree": 3.0,
    "umpush": 2.5,
    "purisa": 1.0,
    "mali": 1.0,
    "sawasdee": 2.0,
    "tlwgmono": 0.6,
    "tlwgtypewriter": 0.8,
    "tlwgtypist": 0.8,
    "tlwgtypo": 0.6,
    "arundinasansmono": 0.6,
}
STEMS = (
    "Laksaman",
    "Garuda",
    "Norasi",
    "Loma",
    "Waree",
    "Umpush",
    "Sawasdee",
    "Purisa",
    "Kinnari",
    "TlwgMono",
    "Tlwg Mono",
    "TlwgTypewriter",
    "TlwgTypist",
    "TlwgTypo",
    "NotoSansThai-Regular",
    "NotoSansThai-Bold",
    "NotoSerifThai-Regular",
    "NotoSerifThai-Bold",
    "NotoLoopedThai",
    "Arundina",
)


class Face(NamedTuple):
    """A font file, its family in small letters without blanks, and its weight in the draw."""

    path: Path
    family: str
    weight: float

    @property
    def held_out(self) -> bool:
        """Whether this family is kept for figures."""
        return self.family.startswith(HELD_OUT)


def _family(stem: str) -> str:
    return re.sub(r"[\s_]", "", re.split(r"[-.]", stem)[0]).casefold()


@cache
def coverage(path: Path) -> frozenset[int]:
    """The code points a face has."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def merge_npm(node_modules: Path, out: Path) -> None:
    """Thai and Latin subsets of every @fontsource family as one TTF each, once."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    out.mkdir(parents=True, exist_ok=True)
    for thai in sorted(node_modules.glob("@fontsource/*/files/*-thai-*.woff2")):
        if not re.search(r"-(300|400|500|600|700)-normal", thai.name):
            continue
        target = out / (thai.stem.replace("-thai-", "-") + ".ttf")
        latin = thai.with_name(thai.name.replace("-thai-", "-latin-"))
        if target.exists() or not latin.exists():
            continue
        pieces = []
        for source in (thai, latin):
            font = TTFont(source)
            font.flavor = None
            piece = out / f"{source.stem}.part"
            font.save(piece)
            pieces.append(str(piece))
        try:
            Merger().merge(pieces).save(target)
        except Exception as error:  # a family that cannot be merged is left out, and said
            print(f"{thai.name}: {error}", file=sys.stderr)
        for piece in pieces:
            Path(piece).unlink()


def faces(merged: Path) -> list[Face]:
    """Every usable face with Thai digits and letters, with its weight; sorted."""
    paths = [
        p
        for folder in DEBIAN
        if folder.exists()
        for p in folder.rglob("*.[to]tf")
        if p.stem.replace(" ", "").startswith(tuple(s.replace(" ", "") for s in STEMS))
    ]
    paths += sorted(merged.glob("*.ttf"))
    need = set(map(ord, "กิ่ำ๔๙0Aa()-"))
    found = []
    for path in sorted(paths):
        if not need <= coverage(path):
            continue
        family = _npm_family(path) if path.parent == merged else _family(path.stem)
        found.append((path, family))
    shares: dict[str, float] = {}
    for path, family in found:
        shares[family] = shares.get(family, 0) + _share(path)
    return [
        Face(path, family, WEIGHTS.get(family, 2.0) * _share(path) / shares[family])
        for path, family in found
    ]


def _share(path: Path) -> float:
    """Upright faces are drawn more often than slanted ones."""
    return 0.3 if re.search("Oblique|Italic", path.stem) else 1.0


def _npm_family(path: Path) -> str:
    return re.sub(r"-\d+-(normal|italic)$", "", path.stem).replace("-", "")
