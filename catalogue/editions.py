"""What the rest of the project asks about the editions of the item list, in one place."""

from __future__ import annotations

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
    HeadingMatch,
    Match,
    best_title,
    heading_match,
    match_title,
    may_be_title,
    subindicator_title,
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
