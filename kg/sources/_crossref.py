"""What Crossref's two forms have in common: its names for types of works, dates and relations, and ours."""

from __future__ import annotations

from kg.records import Date

TYPES = {
    "journal-article": "article",
    "proceedings-article": "conference-paper",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "chapter",
    "report-component": "chapter",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "proceedings",
    "dissertation": "thesis",
    "report": "report",
    "standard": "standard",
    "dataset": "dataset",
    "database": "dataset",
    "software": "software",
    "posted-content": "preprint",
    "peer-review": "other",
    "component": "other",
    "grant": "other",
    "other": "other",
    "journal": "collection",
    "journal-volume": "collection",
    "journal-issue": "collection",
    "book-set": "collection",
    "book-series": "collection",
    "proceedings-series": "collection",
    "report-series": "collection",
    "standard-series": "collection",
}
"""Crossref's types of records (its REST API lists them under `types`) and the types of works."""

POSTED = {
    "preprint": "preprint",
    "working_paper": "report",
    "report": "report",
    "dissertation": "thesis",
    "letter": "other",
    "other": "other",
}
"""The kinds of posted content."""

ROLES = ("author", "editor", "translator", "chair")
"""The lists of contributors in the REST form."""

DATES = {
    "issued": "issued",
    "published": "published",
    "published-print": "published",
    "published-other": "published",
    "published-online": "available",
    "posted": "available",
    "accepted": "accepted",
    "approved": "accepted",
    "content-created": "created",
    "content-updated": "updated",
    "created": "registered",
}
"""What the dates of the REST form are dates of. Its `created` is the day on which the DOI was registered, not the work's."""

UPDATES = {
    "retraction": ("retracts", "is-retracted-by"),
    "partial_retraction": ("partially-retracts", "is-partially-retracted-by"),
    "withdrawal": ("withdraws", "is-withdrawn-by"),
    "removal": ("withdraws", "is-withdrawn-by"),
    "correction": ("corrects", "is-corrected-by"),
    "corrigendum": ("corrects", "is-corrected-by"),
    "erratum": ("corrects", "is-corrected-by"),
    "expression_of_concern": ("is-concern-about", "has-concern"),
    "addendum": ("is-addendum-to", "has-addendum"),
    "clarification": ("clarifies", "is-clarified-by"),
    "new_version": ("is-new-version-of", "has-new-version"),
    "new_edition": ("is-new-version-of", "has-new-version"),
}
"""Kinds of updates (Crossmark) as relations: of the notice to the work, and of the work to the notice."""

APPROVED = frozenset(["thesis", "report", "standard"])
"""Types of works that are approved, not published."""

RETRACTED = frozenset(["is-retracted-by", "is-withdrawn-by"])

RELATIONS = {"references": "cites", "is-referenced-by": "is-cited-by"}
"""Relations that have another name here; the others keep Crossref's."""


def issued(dates: list[Date], approved: bool) -> Date | None:
    """The day of issue, where no date of issue or publication is given: the earliest day on which the work was available.

    This is Crossref's own rule for `issued`. Theses, reports and standards, for which it gives a day of approval instead, are
    `approved`.
    """
    if any(one.kind in ("issued", "published") for one in dates):
        return None
    kinds = ("available", "accepted") if approved else ("available",)
    values = [one.value for one in dates if one.kind in kinds]
    return Date("issued", min(values)) if values else None


def update_kind(printed: str, back: bool) -> str:
    """The relation of an update of this type; `back` for that of the updated work to the notice."""
    key = printed.strip().lower().replace("-", "_").replace(" ", "_")
    return UPDATES.get(key, ("updates", "is-updated-by"))[back]
