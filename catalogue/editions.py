"""What the rest of the project asks about the editions of the item list, in one place."""

from __future__ import annotations

from catalogue.headings import HeadingMatch, heading_match, subindicator_title
from catalogue.inference import Inference, PrintedRow, infer_edition
from catalogue.items import (
    CatalogueItem,
    Edition,
    default_edition,
    edition,
    editions,
    item,
)
from catalogue.schemes import recognise_scheme, scheme_lists
from catalogue.titles import (
    Match,
    best_likeness,
    best_title,
    match_title,
    may_be_title,
    title_key,
    title_relation,
    title_similarity,
)

__all__ = [
    "CatalogueItem",
    "Edition",
    "HeadingMatch",
    "Inference",
    "Match",
    "PrintedRow",
    "best_likeness",
    "best_title",
    "default_edition",
    "edition",
    "editions",
    "heading_match",
    "infer_edition",
    "item",
    "match_title",
    "may_be_title",
    "recognise_scheme",
    "scheme_lists",
    "subindicator_title",
    "title_key",
    "title_relation",
    "title_similarity",
]
