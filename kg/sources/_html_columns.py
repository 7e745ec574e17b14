"""Tables of publications: what the head of a column says it holds."""

from __future__ import annotations

from collections.abc import Sequence

from kg.names import fold

_LABELS = {
    fold(label): kind
    for kind, labels in (
        ("title", "title|titles|paper|paper title|publication|publication title|article|work|titel|titre|titolo|titulo|标题|题目|タイトル"),
        ("authors", "author|authors|author(s)|by|autor|autoren|autor(en)|verfasser|auteur|auteurs|auteur(s)|autore|autori|autores|作者|著者"),
        ("venue", "venue|journal|conference|conference/journal|journal/conference|journal or conference|where|published in|publication venue|appeared in|source|book|"
                  "zeitschrift|konferenz|erschienen in|revue|conference/revue|revista|rivista|periodico|期刊|会议"),
        ("year", "year|date|published|jahr|annee|ano|anno|年|年份"),
        ("", "#|no|no.|nr|nr.|link|links|pdf|code|doi|status|type|notes|note|bib|bibtex|slides|citations|cited by|download|materials|topic|if|rank|partner|open access|pages|volume|issue"),
    )
    for label in labels.split("|")
}  # fmt: skip
"""What columns of such tables are called, folded, and the part of a record each holds; '' for one that holds none of these."""


_WHOLE = frozenset("paper publication article work papers publications articles works".split())
"""What a column may be called that holds all of a reference, where none holds the authors."""


def columns(labels: Sequence[str]) -> list[str] | None:
    """The part of a record that each column holds; None where the labels are not those of a table of publications.

    One column holds the title, and one at least something else of a work.
    """
    folded = [fold(label).strip(" *:") for label in labels]
    kinds = [_LABELS.get(label, "?") if label else "" for label in folded]
    known = [kind for kind in kinds if kind not in ("", "?")]
    if "authors" not in known and fold(labels[kinds.index("title")] if "title" in kinds else "").strip(" *:") in _WHOLE:
        return None
    if known.count("title") != 1 or len(known) < 2 or len(set(known)) < len(known) or kinds.count("?") > 2:
        return None
    return ["" if kind == "?" else kind for kind in kinds]
