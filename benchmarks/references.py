"""Prints how many labelled reference strings are read exactly right, per field: python benchmarks/references.py LABELLED.xml

Counted over all references of the half that was never looked at (`--seen`: of the other half), rejected ones as wrong where the
field is there; a field that neither the labels nor the record have is right. Title, venue (journals, books and series, in order) and
publisher: equal but for case, white space, quotation marks, and the marks at both ends; authors: the ordered list of family and given names equal
to that of the labelled piece; year: the first year of the labelled date (of the volume where they are one piece: 2013;21);
volume (with issue) and pages: the same numbers in order (12(3):1-9 as one labelled piece is both); link: the same DOIs and URLs.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.train_references import labelled, text_of, unseen
from kg.names import fold
from kg.records import Record, Reject
from kg.sources._references_names import DASHES, names_in
from kg.sources._references_record import record_of
from kg.sources._references_tagger import MERGED, MODELS, Models
from tests.reference_strings import Pieces

MARKS = " \t\n.,;:·•-–—_*()[]\"'“”«»„‘’`‟"
QUOTES = re.compile("[\"'“”«»„‘’`‟‹›]")
ENDS = re.compile(r"^[\W_]+|[\W_]+$")
YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)")
GLUED = re.compile(r"^(?:19|20)\d\d(?=;)")
IN = re.compile(r"^(?:in|dans|en|im|of)\b\s*[:.]?\s+", re.IGNORECASE)
NUMBER = re.compile(r"\d+|\b[IVXLC]+\b")
DOI = re.compile(r"10\.\d{4,9}/\S+")
URL = re.compile(r"(?:https?|ftp)://(?!(?:dx\.)?doi\.org/)\S+|(?<!/)www\.\S+", re.IGNORECASE)
FIELDS = ("title", "authors", "year", "venue", "volume", "pages", "publisher", "link")


def joined(pieces: Pieces, name: str) -> str:
    """The labelled text of one part."""
    return " ".join(text for tag, text in pieces if tag == name)


def plain(text: str) -> str:
    """A text in small letters, without quotation marks, and without the white space and the marks around it."""
    return ENDS.sub("", " ".join(QUOTES.sub("", text).casefold().split()))


def links(text: str) -> list[str]:
    """The DOIs and URLs in a text, in lower case."""
    return sorted({match.rstrip(".,;:>)]}").lower() for pattern in (DOI, URL) for match in pattern.findall(text)})


def venues(pieces: Pieces) -> list[str]:
    """The labelled journals, books and series, without "In" or "of" before them."""
    names = (text for tag, text in pieces if MERGED.get(tag, tag) in ("journal", "container-title"))
    return [plain(IN.sub("", text.strip(MARKS))) for text in names]


def expected(pieces: Pieces) -> dict[str, object]:
    """The fields of a labelled reference, normalised."""
    authors = [text for tag, text in pieces if tag == "author" and not DASHES.fullmatch(text)]
    names = [name for text in authors for name, _, _ in names_in(text).names]
    year = YEAR.findall(re.sub(r"(?<=\d)[a-z]\b", "", joined(pieces, "date")))
    year = year or GLUED.findall(joined(pieces, "volume"))
    volume, _, paged = GLUED.sub("", joined(pieces, "volume")).partition("):")
    return {
        "title": plain(joined(pieces, "title")),
        "authors": [(fold(name.family or name.printed), fold(name.given)) for name in names],
        "year": year[0] if year else "",
        "venue": venues(pieces),
        "volume": NUMBER.findall(volume),
        "pages": NUMBER.findall(joined(pieces, "pages") or paged),
        "publisher": plain(joined(pieces, "publisher")),
        "link": links(" ".join(text for tag, text in pieces if tag in ("doi", "url", "note"))),
    }


def found(item: Record | Reject) -> dict[str, object]:
    """The same fields as they were read; none of a rejected reference."""
    if isinstance(item, Reject):
        return dict.fromkeys(FIELDS)
    work = item.work
    repeated = any(remark.code == "authors-repeated" for remark in item.remarks)
    authors = [] if repeated else [one.name for one in work.contributions if one.role == "author"]
    return {
        "title": plain(work.title or ""),
        "authors": [(fold(name.family or name.printed), fold(name.given)) for name in authors],
        "year": work.dates[0].value[:4] if work.dates else "",
        "venue": [plain(venue.name) for venue in work.venues],
        "volume": NUMBER.findall(f"{work.volume or ''} {work.issue or ''}"),
        "pages": NUMBER.findall(work.pages or ""),
        "publisher": plain(work.publisher or ""),
        "link": links(
            " ".join(
                [
                    *(f"{one.value}" for one in work.identifiers if one.scheme == "doi"),
                    *(link.url for link in work.links),
                ]
            )
        ),
    }


def agreement(corpus: Iterable[Pieces], models: Models = MODELS) -> tuple[Counter[str], int]:
    """How many references are right in each field, how many are rejected, and how many there are."""
    right: Counter[str] = Counter()
    total = 0
    for pieces in corpus:
        item = record_of(text_of(pieces), 0, models=models)
        got, want = found(item), expected(pieces)
        total += 1
        right["rejected"] += isinstance(item, Reject)
        for name in FIELDS:
            right[name] += got[name] == want[name]
    return right, total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--seen", action="store_true", help="the half the tagger was trained on")
    given = parser.parse_args()
    corpus = [pieces for pieces in labelled(given.labelled) if unseen(text_of(pieces)) != given.seen]
    right, total = agreement(corpus)
    for name in FIELDS:
        print(f"{name:9} {right[name] / total:.3f}  {right[name]} of {total}")
    print(f"rejected  {right['rejected'] / total:.3f}  {right['rejected']} of {total}")


if __name__ == "__main__":
    main()
