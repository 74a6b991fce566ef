"""What ends a command that reads the forms of a folder, said in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def forms_read(output: Path) -> Iterator[None]:
    """Within: the forms of `output` are read; a folder without forms ends the command."""
    from oit.auditing import UnreadableFormError

    try:
        yield
    except FileNotFoundError as error:
        raise click.ClickException(
            f"no forms in {error.args[0]}: run `oit convert ... --out {output}` first / "
            "ไม่มีแบบในโฟลเดอร์นี้ ให้ใช้ oit convert ก่อน") from error
    except UnreadableFormError as error:
        raise click.ClickException(
            f"{error}: written by another version; run `oit convert` again / "
            "ไฟล์นี้เขียนโดยโปรแกรมรุ่นอื่น ให้แปลงใหม่") from error
