"""Pictures as files: photographs and scans of pages (PNG, JPEG, TIFF, BMP, WebP, GIF; HEIC).

HEIC is read where the package pillow-heif is installed.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import count

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extract.pdf.paragraphs import without_running_heads
from extract.scan.choice import reader
from extract.scan.notices import read_from_pictures
from extract.scan.page import read_page
from extract.scan.picture import A4_SHORT, SCALE, Colours
from schema.errors import NotReadable, OitError, TooLarge, UnknownType
from schema.table import Block, RawDocument

#: Most pixels of a picture that is opened, and most pages of one file.
PIXEL_LIMIT = 120_000_000
PAGE_LIMIT = 300
MEDIA_TYPES = {
    "PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "TIFF": "image/tiff",
    "BMP": "image/bmp", "WEBP": "image/webp", "GIF": "image/gif", "HEIF": "image/heic",
}


def read(data: bytes) -> RawDocument:
    """A picture, or the pages of a TIFF, as tables and paragraphs.

    Places are in points of an A4 page, whatever the resolution: 595 points for the short side.
    """
    engines = reader()
    if engines is None:
        raise _not_wanted()
    tables = count(1)
    blocks: list[Block] = []
    heights: list[float] = []
    scanned: list[int] = []  # pages on which something was found
    with _opened(data) as picture:
        media_type = MEDIA_TYPES.get(picture.format or "", "image/unknown")
        for number, (page, scale) in enumerate(_pages(picture), 1):
            found = read_page(page, number, scale, engines, tables)
            blocks += found.blocks
            heights.append(found.height)
            scanned += [number] if found.blocks else []
    if not blocks:
        raise _nothing_found()
    kept, _ = without_running_heads(blocks, heights)
    return RawDocument(
        reader=engines.name, media_type=media_type, pages=len(heights),
        scanned_pages=tuple(scanned), blocks=tuple(kept),
        notices=(read_from_pictures(range(1, len(heights) + 1), engines),))


def as_pdf(data: bytes) -> bytes:
    """The pages of a picture file as a PDF in which places are those of its reading.

    So that what draws and cuts pages of PDF files does the same for pictures.
    """
    out = io.BytesIO()
    with _opened(data) as picture:
        pages = [Image.fromarray(page) for page, _ in _pages(picture)]
    if not pages:
        raise _nothing_found()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=72 * SCALE)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    """The picture, not yet decoded; an OitError says what is wrong with it."""
    readable = not _is_heif(data) or _with_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # told below
            picture = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise (_damaged() if readable else _heif_missing()) from error
    if picture.width * picture.height > PIXEL_LIMIT or getattr(picture, "n_frames", 1) > PAGE_LIMIT:
        picture.close()
        raise _too_large()
    return picture


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _with_heif() -> bool:
    """Teaches Pillow HEIC, where the package for it is installed; whether it is."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True


def _pages(picture: Image.Image) -> Iterator[tuple[Colours, float]]:
    """Each page as RGB in the size that pages are read at, with its pixels per point."""
    for frame in ImageSequence.Iterator(picture):
        try:
            upright = ImageOps.exif_transpose(frame)
            short = round(A4_SHORT * SCALE)
            factor = short / max(1, min(upright.size))
            size = (round(upright.width * factor), round(upright.height * factor))
            if max(size) > 8 * short or min(upright.size) < 40:
                continue
            pixels = _on_white(upright).resize(
                size, Image.Resampling.LANCZOS if factor < 1 else Image.Resampling.BICUBIC)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise _damaged() from error
        yield np.asarray(pixels, np.uint8), SCALE


def _on_white(picture: Image.Image) -> Image.Image:
    """In colour; what is transparent is paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, picture)
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, np.float64)
        top = float(values.max()) or 1.0
        picture = Image.fromarray((values * (255 / top)).astype(np.uint8))
    return picture.convert("RGB")


def _too_large() -> OitError:
    return TooLarge(
        f"รูปภาพใหญ่เกินไป (เกิน {PIXEL_LIMIT // 1_000_000} ล้านพิกเซล หรือ {PAGE_LIMIT} หน้า) "
        "ให้บันทึกใหม่ที่ 300 dpi",
        f"the picture is too large (over {PIXEL_LIMIT // 1_000_000} million pixels or "
        f"{PAGE_LIMIT} pages): save it again at 300 dpi",
    )


def _damaged() -> OitError:
    return NotReadable(
        "ไฟล์รูปภาพเสียหายหรือมาไม่ครบ ให้ส่งใหม่",
        "the picture is damaged or cut off: send it again",
    )


def _heif_missing() -> OitError:
    return UnknownType(
        "เป็นรูปภาพ HEIC ให้บันทึกเป็น JPG หรือติดตั้งส่วนเสริม: pip install 'oit[heic]'",
        "a HEIC picture: save it as JPG, or install its reader: pip install 'oit[heic]'",
    )


def _nothing_found() -> OitError:
    return NotReadable(
        "ไม่พบตัวหนังสือที่อ่านได้ในภาพ ให้สแกนใหม่ให้ชัด (300 dpi วางหน้ากระดาษให้ตรง) หรือขอไฟล์ต้นฉบับ",
        "scan: no print that can be read in the picture: scan it again (300 dpi, page laid "
        "straight) or ask for the original file",
    )


def _not_wanted() -> OitError:
    return NotReadable(
        "เป็นรูปภาพ และสั่งไม่ให้อ่านภาพ (--ocr none)",
        "a picture, and pictures are not to be read (--ocr none)",
    )
