"""Trains the tagger of publication pages and writes its model: python benchmarks/train_pages.py DATA

DATA is a folder of bibliographic data (`shared/data`), of which the words are taken that the tagger of references is trained on, too. The
pages are put together at random from these (`page_styles`); to them are added the pages of tests/pages in the sets named by `--sets`,
whose labels come from laying what they are known to say over their text. The same input gives the same model.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.page_styles import PageStyle, Stretch, unlisted
from benchmarks.pages import PAGES, Row, expected, key
from benchmarks.reference_words import Words
from benchmarks.train_references import labelled, text_of, unseen, words_of
from kg.names import fold
from kg.sources._learned_features import Page
from kg.sources._learned_segments import Segment
from kg.sources._learned_tagger import MODEL, OTHER
from kg.sources._listing_lines import lines_of
from kg.sources._listing_signs import YEAR

COUNT, EMPTY = 2600, 260
"""How many pages are put together, and how many without works."""
REAL = 4
"""How often each page of tests/pages is trained on."""
SETTINGS = {"c1": 0.3, "c2": 0.05, "max_iterations": 90}
Sample = tuple[list[list[str]], list[str]]


def page_of(text: str) -> Page:
    """The page that a text is."""
    return Page(list(lines_of(text.splitlines(keepends=True))))


def tags(segments: Sequence[Segment], stretches: Sequence[Stretch]) -> list[str]:
    """The label of each segment: that of the stretch that most of it lies in."""
    found: list[tuple[str, int]] = []
    for one in segments:
        best = max(stretches, key=lambda each: _shared(one, each), default=None)
        enough = best is not None and _shared(one, best) * 2 >= one.end - one.start
        found.append((best.part, best.entry) if best and enough else (OTHER, -1))
    seen: set[int] = set()
    labels = []
    before = (OTHER, -1)
    for part, entry in found:
        if part == OTHER:
            labels.append(OTHER)
        else:
            first = entry not in seen
            labels.append(("E-" if first else "I-" if before == (part, entry) else "B-") + part)
            seen.add(entry)
        before = (part, entry)
    return labels


def _shared(segment: Segment, stretch: Stretch) -> int:
    return min(segment.end, stretch.end) - max(segment.start, stretch.start)


# --- pages put together ----------------------------------------------------------------------------------------------


def words_for(data: Path) -> Words:
    """The words of labelled references, Crossref works and papers of other sources, without those that are cut or too long."""
    corpus = [pieces for pieces in labelled(data / "references" / "anystyle-core.xml") if not unseen(text_of(pieces))]
    words = words_of(corpus, data)
    words.people = [one for one in words.people if one[0][0].isupper() and one[1][0].isalpha()]
    words.titles = [one for one in words.titles if 8 < len(one) < 160]
    words.journals = [one for one in words.journals if len(one) < 90 and "{" not in one]
    words.meetings = [one for one in words.meetings if 5 < len(one) < 130 and "{" not in one]
    return words


def made(words: Words, count: int, empty: int) -> Iterator[Sample]:
    """The features and labels of pages put together at random."""
    for number in range(count):
        text, stretches = PageStyle(words, random.Random(f"page {number}")).made()
        page = page_of(text)
        yield page.features, tags(page.segments, stretches)
    for number in range(empty):
        page = page_of(unlisted(words, random.Random(f"no page {number}")))
        yield page.features, [OTHER] * len(page.segments)


# --- pages whose works are known -------------------------------------------------------------------------------------


def real(path: Path) -> Sample:
    """The features of a page and the labels that what it says gives its segments."""
    page = page_of(path.read_text("utf-8"))
    return page.features, tags(page.segments, stretches_of(page.segments, expected(path), path.read_text("utf-8")))


def stretches_of(segments: Sequence[Segment], rows: Sequence[Row], text: str) -> list[Stretch]:
    """Where titles, authors, venues and dates of known works stand."""
    titles = _titles(rows, text)
    found = [Stretch(start, end, "title", number) for number, (start, end, _) in enumerate(titles)]
    marked = [_begins(one) for one in segments]
    for number, (start, end, row) in enumerate(titles):
        low = titles[number - 1][1] if number else 0
        high = titles[number + 1][0] if number + 1 < len(titles) else len(text)
        first = next(i for i, one in enumerate(segments) if one.end > start)
        around = [
            (i, one) for i, one in enumerate(segments) if low <= one.start and one.end <= high and abs(i - first) < 40
        ]
        at, later = _bounds(segments, marked, first, [i for i, _ in around], number + 1 < len(titles))
        for i, one in around:
            if at <= i <= later and not start <= one.start < end and (part := _part(one, row, found, number)):
                found.append(Stretch(one.start, one.end, part, number))
    return found


def _begins(one: Segment) -> bool:
    return one.nth == 0 and (one.before == "marker" or bool(one.line.gap))


def _bounds(
    segments: Sequence[Segment], marked: Sequence[bool], first: int, around: Sequence[int], more: bool
) -> tuple[int, int]:
    """The first and the last segment of the entry whose title begins at `first`: from a bullet or blank line to the next, else lines."""
    at = first
    while at > around[0] and not marked[at]:
        at -= 1
    if not marked[at] and at != 0:
        at = next(i for i in range(first, -1, -1) if segments[i].nth == 0)
    later = first
    while later < around[-1] and not (marked[later + 1] and more and _ahead(segments, marked, later + 1, around[-1])):
        later += 1
    return at, later


def _ahead(segments: Sequence[Segment], marked: Sequence[bool], at: int, last: int) -> bool:
    """Whether no further beginning stands between one and the next title: then that title's entry begins here."""
    return not any(marked[i] for i in range(at + 1, last + 1))


def _titles(rows: Sequence[Row], text: str) -> list[tuple[int, int, Row]]:
    letters, where = [], []
    for i, c in enumerate(text):
        for each in fold(c):
            if each.isalnum():
                letters.append(each)
                where.append(i)
    whole = "".join(letters)
    found = []
    at = 0
    for row in rows:
        for way in row[0].split("|"):
            name = key(way)
            start = whole.find(name, at) if name else -1
            start = whole.find(name) if name and start < 0 else start
            if start >= 0:
                at = start + len(name)
                found.append((where[start], where[at - 1] + 1, row))
                break
    return sorted(found, key=lambda one: one[:2])


def _part(one: Segment, row: Row, found: Sequence[Stretch], number: int) -> str:
    """The part that a segment near a title is: names of its authors, or its venue, date and numbers; '' for others."""
    letters = key(one.text)
    people = [name.split() for name in row[1].replace("~", ";").split(";") if name.strip()]
    families = {key(words[i]) for words in people for i in (0, -1) if len(words[i].strip(".")) > 2}
    venues = [key(way) for way in row[3].split("|") if len(key(way)) > 3]
    if any(name in letters for name in families if name) and len(one.text) < 400:
        return "authors"
    if any(way in letters or (len(letters) > 4 and letters in way) for way in venues):
        return "rest"
    if row[2].strip("?") and row[2].strip("?") in one.text and len(one.text) < 80:
        return "rest"
    before = found[-1] if found and found[-1].entry == number else None
    near = before is not None and one.start - before.end < 4 and one.nth > 0
    if near and before and before.part == "authors" and len(one.text) < 8 and not YEAR.search(one.text):
        return "authors"
    return "rest" if near and before and before.part == "rest" and len(one.text) < 60 else ""


def pages_of(sets: Sequence[str]) -> list[Path]:
    """The pages of plain text of some sets of tests/pages."""
    return sorted(page for name in sets for page in (PAGES / name).iterdir() if page.suffix in (".txt", ".md"))


def train(samples: Sequence[Sample], path: Path) -> None:
    """Trains on features and labels and writes the model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for features, labels in samples:
        trainer.append(features, labels)
    trainer.train(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL, help="the file of the model")
    parser.add_argument("--sets", default="look,wild,fresh", help="the sets of tests/pages that are trained on")
    given = parser.parse_args()
    known = [real(page) for page in pages_of([name for name in given.sets.split(",") if name])] * REAL
    put_together = list(made(words_for(given.data), COUNT, EMPTY))
    train([*put_together, *known], given.out)
    print(
        f"{len(put_together)} pages put together, {len(known) // REAL} others; {given.out.stat().st_size:,} bytes in {given.out}"
    )


if __name__ == "__main__":
    main()
