"""What is known of each font of a document: the evidence on which repairs are decided."""

from __future__ import annotations


class FontEvidence:
    """Counts per font, gathered page by page."""
