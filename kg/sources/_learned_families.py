"""Pages that name people by their family names alone: "Okonjo, Brix" is two people there, not Brix Okonjo.

Two single words with a comma between them tell nothing by themselves. The page does: a word that stands behind the comma here is a
family name alone, or one with initials, elsewhere on it, or stands before the comma there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.names import fold
from kg.records import Contribution, NameAsPrinted, Piece, Record
from kg.sources._listing_turned import is_given


def with_families(records: Sequence[Record]) -> None:
    """Parts the pairs of family names that were read as one name each; changes the records."""
    names = [one.name for record in records for one in record.work.contributions]
    pairs = {name.printed: pair for name in names if (pair := _pair(name))}
    if not pairs:
        return
    before = {fold(family) for family, _ in pairs.values()}
    behind = {fold(given) for _, given in pairs.values()}
    if before & behind or behind & _families(names) - _givens(names):
        for record in records:
            _part(record, pairs)


def _pair(name: NameAsPrinted) -> tuple[str, str] | None:
    """The two words of a name that may be two family names; None for any other."""
    if name.literal or name.suffix or name.particle or name.printed.count(",") != 1:
        return None
    family, _, given = (part.strip() for part in name.printed.partition(","))
    single = not family.isupper() and " " not in family and " " not in given and len(given) > 2 and "." not in given
    return (family, given) if single and given[0].isupper() and not given.isupper() and not is_given(given) else None


def _families(names: Iterable[NameAsPrinted]) -> set[str]:
    """The folded family names that stand alone or with initials."""
    return {fold(one.family) for one in names if not one.literal and all(map(_is_initial, one.given.split()))}


def _givens(names: Iterable[NameAsPrinted]) -> set[str]:
    """The folded first given names of those that are whole without doubt."""
    return {fold(one.given.split()[0]) for one in names if one.given and not _pair(one)}


def _is_initial(word: str) -> bool:
    return len(word.strip(".-")) < 2 or word.endswith(".") or word.isupper()


def _part(record: Record, pairs: dict[str, tuple[str, str]]) -> None:
    """Makes two names of each pair of a record, all of whose names are such pairs or family names alone."""
    its = record.work.contributions
    if not any(one.name.printed in pairs for one in its):
        return
    if any(one.name.given and one.name.printed not in pairs for one in its):
        return
    parted: list[Contribution] = []
    pieces: list[Piece] = []
    places = {
        one.field: one for one in record.pieces if one.kind == "mapped" and one.field.startswith("contributions[")
    }
    for number, one in enumerate(its):
        piece = places.pop(f"contributions[{number}]", None)
        words = pairs.get(one.name.printed, (one.name.printed,))
        for word in words:
            name = NameAsPrinted(word, family=word) if len(words) > 1 else one.name
            field = f"contributions[{len(parted)}]"
            parted.append(Contribution(name, len(parted) + 1, one.role))
            if piece and len(words) > 1:
                at = piece.start if word is words[0] else piece.end - len(word)
                pieces.append(Piece("mapped", field, at, at + len(word)))
            elif piece:
                pieces.append(Piece("mapped", field, piece.start, piece.end))
        if piece and len(words) > 1:
            comma = piece.start + one.name.printed.index(",")
            pieces.append(Piece("furniture", "punctuation", comma, comma + 1))
    kept = [one for one in record.pieces if not (one.kind == "mapped" and one.field.startswith("contributions["))]
    record.pieces[:] = sorted([*kept, *pieces], key=lambda one: one.start)
    its[:] = parted
