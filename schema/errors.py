"""What stops one document: a stable reason, a message in Thai and English, and the remedy."""

from __future__ import annotations


class OitError(Exception):
    """A file that gives no form. `reason` is a stable id written to failures.csv.

    Both messages are one line and say what was found and what to do about it.
    """

    reason = "error"

    def __init__(self, message_th: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_th = message_th
        self.message_en = message_en


class NotReadable(OitError):
    """The file cannot be opened or is damaged."""

    reason = "unreadable"


class EmptyFile(OitError):
    """The file has no bytes, or none but white space."""

    reason = "empty"


class Encrypted(OitError):
    """The file asks for a password."""

    reason = "encrypted"


class TooLarge(OitError):
    """The file would unpack to more than we are willing to read (a bomb, or not a form)."""

    reason = "too_large"


class UnknownType(OitError):
    """No reader knows this kind of file."""

    reason = "unknown_type"


class MissingTool(OitError):
    """A program outside Python is needed and is not installed."""

    reason = "missing_tool"


class NoTable(OitError):
    """The document was read and holds no table."""

    reason = "no_table"


class NoForm(OitError):
    """The document holds tables, but none of a known family."""

    reason = "no_form"


class TookTooLong(OitError):
    """Reading was stopped at the time or memory limit."""

    reason = "limit"


class Unexpected(OitError):
    """A defect of ours: the one place where any exception is caught says so."""

    reason = "internal"
