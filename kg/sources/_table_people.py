"""Authors in the cells of exports: names that were glued together, and affiliations with or without the names of their authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.records import Affiliation, Contribution, Piece, Record
from kg.sources._table import Cell

_AFFILIATION = re.compile(r"(?=[^;\s])(?:\([^()]*\)|[^;])+")
"""What stands between semicolons, those within parentheses apart."""
_ALWAYS = ("Mc", "Mac", "Fitz", "O'", "O’", "D'", "D’")
_SOMETIMES = frozenset("De Di Da Du Del Della La Le Lo Van Von Vander San St Ver Ten".split())


def glued(text: str) -> list[str]:
    """Names that an export has glued together ("Ada OkonjoJonas Brix"), parted where a capital follows a small letter.

    "McDonald" stays whole, and so does "DeWitt": what follows "De" is one word, while behind a family name a whole name follows.
    """
    found: list[str] = []
    parts = _boundaries(text)
    for i, part in enumerate(parts):
        last = found[-1].split(" ")[-1] if found else ""
        single = " " not in part.strip() or not " ".join(found[-1:]).count(" ")
        if last in _ALWAYS or last.endswith(("-Mc", "-Mac")) or (last in _SOMETIMES and single and i):
            found[-1] += part
        else:
            found.append(part.strip())
    return found


def _boundaries(text: str) -> list[str]:
    """A text cut where a small letter, or the full stop of "Jr.", stands right before the capital of a name."""
    cuts = [0]
    for i in range(1, len(text) - 1):
        before, first, second = text[i - 1], text[i], text[i + 1]
        small = before.islower() or (before == "." and text[max(i - 3, 0) : i - 1] in ("Jr", "Sr"))
        if small and first.isupper() and (second.islower() or second in ".'’"):
            cuts.append(i)
    return [text[low:high] for low, high in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def affiliate(record: Record, cell: Cell, short: Sequence[str]) -> None:
    """Gives each author the affiliation that stands at the same place between semicolons, where there are as many; else the cell is left over.

    Scopus and Dimensions print the name with it, in full or as in the column of `short` names: "Okonjo A., University of Harbours",
    "Okonjo, Ada (University of Harbours)". Where one part begins with its author, each has to.
    """
    authors = [(i, one) for i, one in enumerate(record.work.contributions) if one.role == "author"]
    parts = [*_AFFILIATION.finditer(cell.text)]
    at = next((i for i, one in enumerate(record.pieces) if one.kind == "left" and one.start == cell.start), None)
    if at is None or len(parts) != len(authors) or len(cell.text) != cell.end - cell.start:
        return
    shorts = short if len(short) == len(authors) else [""] * len(authors)
    rests = [
        _behind(part[0].strip(), _forms(one, brief))
        for part, (_, one), brief in zip(parts, authors, shorts, strict=True)
    ]
    if any(rest is not None for rest in rests) and None in rests:
        return
    record.pieces[at : at + 1] = []
    low = cell.start
    for (number, author), part, rest in zip(authors, parts, rests, strict=True):
        if name := part[0].strip() if rest is None else rest:
            author.affiliations.append(Affiliation(name))
        start, end = cell.start + part.start(), cell.start + part.end()
        record.pieces.append(Piece("mapped", f"contributions[{number}]", start, end))
        if low < start:
            record.pieces.append(Piece("furniture", "delimiter", low, start))
        low = end


def _forms(author: Contribution, short: str) -> list[str]:
    """The forms in which the name of an author may stand before the affiliation, the longest first."""
    name = author.name
    initials = "".join(f"{word[0]}." for word in re.split(r"[\s-]+", name.given) if word)
    found = {name.printed, short.strip(), f"{name.family}, {name.given}", f"{name.family} {initials}", f"{name.family}, {initials}", f"{name.given} {name.family}"}  # fmt: skip
    return sorted((one for one in found if len(one) > 2 and one != f"{name.family} "), key=len, reverse=True)


def _behind(text: str, forms: Sequence[str]) -> str | None:
    """An affiliation without the name before it, of which the longest form counts; None where it begins with none."""
    form = next((one for one in forms if text.startswith(one) and not text[len(one) : len(one) + 1].isalnum()), None)
    if form is None:
        return None
    rest = text[len(form) :].strip(" ,.")
    return rest[1:-1].strip() if rest.startswith("(") and rest.endswith(")") else rest
