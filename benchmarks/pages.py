"""Lists as people keep them: how many works, titles, authors, years, venues and ids are read right on pages written by hand.

Each page in tests/pages is in the form of a kind of page that is met (a CV, a home page, a profile copied from the screen, a reference
list of some discipline or country), with invented works. Beside it stands what it says, a line for each work: title, authors in reading
order, year, venue and ids, separated by tabs; `|` (`~` among names) parts what is as good, `?` says that any reading will do; where a thesis was written stands in the place of its venue.
Of ids only DOI, arXiv, ISBN and PubMed's count, and others that are named; an ISBN whose check digit is wrong, as those of invented books often are,
is read by no rule and counts for nothing. Pages in `look` may be
read while rules are written; those in `kept` are never opened, only counted. Those in `fresh` were written by somebody who had read
neither the rules nor, but for one that shows the form, the other pages; some of their works are real. They were only counted until the titles read
right had risen from .477 to .707 by rules made for other pages; since then they may be read while rules are written, too.
Those in `wild` were written likewise, some with sight of what was read of others; they may be read while rules are written.
Those in `blind` were written by somebody who had seen one page alone for its form. They were only counted until the titles read right had
risen from .725 to .841 by rules made for other pages; since then they may be read, too.
Those in `sealed` are the half, drawn by a digest of their names, of 24 pages that another such writer made last, of as many disciplines, countries and tools as
there are pages. These were only counted, and are never shown. The other half was opened; with most of 60 pages that a third writer made at the
same time it is `varied`, the rest of both is in `wild`. Of the titles of the 24, .58 were read right when they came.
Those in `unopened` are again the half, drawn by a digest of their names, of 48 pages by a fourth such writer, of as many disciplines, countries and tools: these are
only counted, and never shown. Of their titles .68 were read right when they came, .06 wrongly. The other half is in `varied`.
Those in `unread` are the half of 39 pages by a fifth writer: only counted, and never shown. Of their titles .54 were read right when they came, .05 wrongly.
The other half is in `varied`, too. Those in `kinds` were written while rules were made, in forms of kinds of pages that everybody knows.
Those in `unlearnt` are 205 pages by two more such writers, of lists in languages other than English and of screens copied as text: only counted, and never
shown. Of their titles .75 were read right when they came, .02 wrongly.
Those in `taught` are more than twenty thousand small pages in as many forms, written for the tagger of pages to learn from, some without any work.
Those in `unmet` are 227 pages by a writer who drew them as life does, half of them in English: only counted, and never shown. The tagger that
had learnt from all others read .91 of their titles right when they came, .02 wrongly. Those in `later` are one in twelve of the pages that thirty-one
writers wrote last, and may be looked at; no tagger has learnt from them yet. Eight of these wrote of one field each (sciences, humanities, screens, languages
of Europe, other scripts, institutions, what is no list, mark-up); a tagger that had not learnt from them read .82 of their titles right, .02 wrongly.
Eight more wrote the rarer forms of such fields, as certain people and offices make them: taggers that knew none of the kind read .69 of their titles right, .04 wrongly; having learnt from the others, .75.
Eight more wrote ordinary pages, each other than those before in its details: .81 of their titles were read right when they came, .04 wrongly; now .84.
The tagger was trained on all other sets that may be looked at, on variants of their pages with other words, and on pages in random forms (tests/random_forms.py), so that only the figures of `kept`,
`sealed`, `unopened`, `unread`, `unlearnt`, `unmet` and `later` are those of pages it has not seen.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rapidfuzz import fuzz

from benchmarks.listing import venue_key
from kg import identifiers
from kg.errors import InputError
from kg.names import display, fold
from kg.reading import read_text
from kg.records import Record
from kg.sources import HEAD, claim

PAGES = Path(__file__).resolve().parents[1] / "tests" / "pages"
CLOSED = ("kept", "sealed", "unopened", "unread", "unlearnt", "unmet")
"""The sets that are only counted."""
OPENED = {
    "blind": "pages written without knowledge of the rules, opened later",
    "fresh": "pages written without knowledge of the rules, opened later",
    "wild": "more pages to look at, written without knowledge of the rules",
    "varied": "pages of many disciplines, countries and tools to look at",
    "kinds": "pages of kinds that everybody knows, to look at",
    "later": "pages that the tagger of pages has not learnt from, to look at",
    "taught": "pages in as many forms, for the tagger of pages to learn from",
}
"""The other sets beside `look`."""
FIELDS = ("title", "authors", "year", "venue", "ids")
_COUNTED = {"doi", "arxiv", "isbn", "pmid"}
Row = tuple[str, str, str, str, str]


def expected(page: Path) -> list[Row]:
    """What a page says: a row of five cells for each work."""
    lines = page.with_suffix(".tsv").read_text("utf-8").splitlines()
    return [(*[cell.strip() for cell in (line + "\t" * 5).split("\t")][:5],) for line in lines if line.strip()]  # type: ignore[misc]


def key(text: str) -> str:
    """Letters and digits alone, folded: how names and titles are compared."""
    return "".join(c for c in fold(text) if c.isalnum())


def read(page: Path) -> tuple[str, list[Record]]:
    """The source that claims a page, or why none does, and the records it reads."""
    return read_as(page.name, page.read_text("utf-8"))


def read_as(name: str, text: str) -> tuple[str, list[Record]]:
    """The source that claims the text of a page with this name, or why none does, and the records it reads."""
    try:
        source = claim(name, text[:HEAD])
    except InputError as error:
        return str(error), []
    if source is None:
        return "no source claims it", []
    items, account = read_text(source, text, name)
    if not account.closes:
        raise AssertionError(f"the account of {name} does not close: {account}")
    return source.name, [item for item in items if isinstance(item, Record)]


def said(record: Record) -> Row:
    """What a record says, in the form of a row."""
    work = record.work
    people = ["; ".join(display(c.name) for c in work.contributions if c.role == role) for role in ("author", "editor")]
    years = [date.value[:4] for date in work.dates if date.kind in ("issued", "published", "created")]
    return (
        work.title or "",
        people[0] or (people[1] and f"[{people[1]}]"),
        years[0] if years else "",
        work.venues[0].name if work.venues else (work.publisher or "") if work.type == "thesis" else "",
        "; ".join(sorted(f"{one.scheme}:{one.value}" for one in work.identifiers)),
    )


def right(name: str, got: str, want: str) -> bool | None:
    """Whether a cell was read right; None where any reading will do."""
    if want == "?" or (name == "year" and want.endswith("?")):
        return None
    if name == "authors":
        if "?" in re.split(r"[~|]", want):
            return None
        if got.startswith("["):  # an edited volume has editors only, which what a page says may name or not
            return not want or right(name, got.strip("[]"), want)
        lists = [[key(one) for one in way.split(";") if one.strip()] for way in re.split(r"[~|]", want)]
        return [key(one) for one in got.split(";") if one.strip()] in lists
    if name == "venue":
        return _venue(got) in {_venue(way) for way in want.split("|")}
    if name == "ids":
        return any(_ids(got, _schemes(way)) == _ids(way, _schemes(way)) for way in want.split("|"))
    if name == "year" and want.isdigit():
        return got in {want, *_of_other_calendars(int(want))}
    return key(got) in {key(way) for way in want.split("|")}


def _of_other_calendars(year: int) -> set[str]:
    """The year of ours of one that a cell has as it is printed: of the Buddhist era or, of Persia, by the sun."""
    return {str(year - 543)} if 2400 <= year <= 2600 else {str(year + 621)} if 1300 <= year <= 1450 else set()


def _schemes(cell: str) -> set[str]:
    """The schemes of which ids count: those that pages always name, and those that a cell does."""
    return _COUNTED | {one.partition(":")[0] for one in cell.lower().split()}


def _ids(cell: str, schemes: set[str]) -> set[str]:
    """The identifiers of a cell in some schemes, parted by semicolons or blanks; those of books without the dashes in them, and without those that are none."""
    parts = (one.replace(" ", "") for one in re.split(r"[;\s]+(?=[a-z]+:)|;", cell.strip().lower()))
    found = {one.replace("-", "") if one.startswith("isbn:") else one for one in parts if one}
    return {one for one in found if one.partition(":")[0] in schemes and _is_sound(one)}


def _is_sound(one: str) -> bool:
    """Whether an identifier is none of a book, or has the right check digit."""
    return not one.startswith("isbn:") or identifiers.parse("isbn", one[5:]) is not None


def _venue(name: str) -> str:
    return venue_key(re.sub(r"^\s*Proc\.\s+", "", name)).strip(" .")


def alike(title: str, want: str) -> float:
    """How alike a title is to the one expected, or to one of those that are as good."""
    return max(fuzz.ratio(key(title), key(way)) for way in want.split("|"))


def pairs(rows: list[Row], records: list[Record]) -> list[tuple[Row | None, Row | None]]:
    """Each work of a page with the record of the most alike title, and what is left over on either side."""
    left = [said(record) for record in records]
    found: list[tuple[Row | None, Row | None]] = []
    for row in rows:
        best = max(left, key=lambda one: alike(one[0], row[0]), default=None)
        if best is not None and alike(best[0], row[0]) < 60:
            best = None
        if best is not None:
            left.remove(best)
        found.append((row, best))
    return found + [(None, one) for one in left]


def measured(page: Path, show: bool) -> Counter[str]:
    """How many cells of a page there are to be read and how many were read right; prints those that were not."""
    return counted(page.name, page.read_text("utf-8"), expected(page), show)


def counted(name: str, text: str, rows: list[Row], show: bool) -> Counter[str]:
    """How many of the cells that a page of this name and text should give were read right; prints those that were not."""
    count: Counter[str] = Counter(pages=1)
    source, records = read_as(name, text)
    if show and not records:
        print(f"{name}: {source}")
    both = pairs(rows, records)
    for want, got in both:
        if want is None:
            count["extra"] += 1
            if show:
                print(f"{name}: not a work: {got}")
            continue
        count["works"] += 1
        count["read"] += got is not None
        for cell, mine, others in zip(FIELDS, got or ("",) * 5, want, strict=True):
            if (verdict := right(cell, mine, others)) is None:
                continue
            count[f"{cell} there"] += 1
            count[cell] += verdict and got is not None
            count[f"{cell} wrong"] += not verdict and bool(mine)
            if show and not verdict:
                print(f"{name}: {want[0][:40]!r}: {cell} {mine!r}, not {others!r}")
    count["whole"] += count["works"] == sum(1 for w, g in both if w and g)
    return count


def table(half: str, show: bool, every: int = 1) -> Counter[str]:
    """Prints the table of one set of pages, or of one in `every` of them."""
    total: Counter[str] = Counter()
    for page in sorted(page for page in (PAGES / half).iterdir() if page.suffix != ".tsv")[::every]:
        total += measured(page, show)
    report(half, total)
    return total


def report(half: str, total: Counter[str]) -> None:
    """Prints how many works were found, and how many cells were read right and wrong."""
    print(
        f"{half}: {total['works']} works on {total['pages']} pages; {total['read']} found, {total['extra']} that are none"
    )
    for name in FIELDS:
        there = total[f"{name} there"]
        print(f"  {name:8} right {total[name] / there:.3f} of {there}, wrong {total[f'{name} wrong'] / there:.3f}")


def main() -> None:
    """Prints the table of one set of pages; of those that are only counted (--kept) differences are never shown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in CLOSED:
        parser.add_argument(f"--{name}", action="store_true", help="pages that are never opened, only counted")
    for name, what in OPENED.items():
        parser.add_argument(f"--{name}", action="store_true", help=what)
    parser.add_argument("--show", action="store_true", help="what was not read right on the pages to look at")
    given = parser.parse_args()
    half = next((name for name in (*CLOSED, *OPENED) if getattr(given, name)), "look")
    table(half, given.show and half not in CLOSED)


if __name__ == "__main__":
    main()
