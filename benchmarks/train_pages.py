"""Trains the tagger of publication pages and writes its models: python benchmarks/train_pages.py DATA

DATA is a folder of bibliographic data (`shared/data`), of which the words are taken that the tagger of references is trained on, too. The
pages are put together at random from these (`page_styles`, `page_vitae`), and real works are printed in forms drawn at random
(tests/random_forms.py, by seeds that nothing is measured on); to them are added the pages of tests/pages in the sets named by `--sets`,
whose labels come from laying what they are known to say over their text, and variants of each (`page_variants`), half of them in another form (`page_forms`). On one kind of machine the
same input gives the same models. PyTorch has to be installed beside what the tests need.

Models can be trained further (`--onto FOLDER`), on the features that they have. Those that are kept were trained in five rounds: ten times, then
twelve times further with a lower rate, twelve times with the pages of `--newer aj,ak,al,am,an,ao,ap,aq` among them, twelve times with these as
often as others, and eleven times with those of `--newer ar,as,at,au,av,aw,ax,ay`; of the last three rounds the weights are averaged: each mean is
better on pages that none has seen than its parts.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from benchmarks import page_citations
from benchmarks.page_forms import Form
from benchmarks.page_labels import page_of, tags, venues_of
from benchmarks.page_network import Coded, trained
from benchmarks.page_styles import PageStyle, Stretch, unlisted
from benchmarks.page_texts import shown_text
from benchmarks.page_variants import Known, Variant, known
from benchmarks.page_variants import Words as OfPages
from benchmarks.page_vitae import Vita
from benchmarks.pages import PAGES, expected
from benchmarks.reference_words import Words
from benchmarks.train_references import labelled, text_of, unseen, words_of
from kg.sources._learned_features import Page
from kg.sources._learned_network import read, save
from kg.sources._learned_tagger import LABELS, MODELS, OTHER
from tests import random_forms
from tests.reference_strings import Pieces

PAGES_MADE = {"styles": 600, "vitae": 600, "empty": 100, "forms": 2000, "cited": 1500}
"""How many pages are put together of choices, of curricula vitae and screens, without works, in random forms, and of labelled references."""
SEED = 1_000_000
"""The first seed of random forms: far from those that `./run bench listing --random` measures."""
REAL, VARIANTS = 3, 4
"""How often each page of tests/pages is trained on, and in how many variants."""
NEWER, OLDER = (3, 6), (1, 2)
"""So for pages that models trained further have not seen, and for those they have seen."""
ROWS, RARE, RARE_WORD = 24_000, 8, 12
"""How many features have a vector, the most frequent, and how often they and those that are words come at least."""
TAUGHT = PAGES.parent / "gold" / "references.taught.xml"
"""References of invented works with their parts."""
SETS = "look,wild,fresh,blind,varied,kinds,taught"
_PARTS = {"T": "title", "A": "authors", "W": "authors", "V": "rest", "Y": "rest", "I": "rest"}
_OF_WORDS = re.compile("[wsfl]:")
_AT_ONCE = 20
Job = tuple[str, int, Path]
"""What a page is made of: the kind, a number, the folder of data or the page it is a variant of."""


class Sample(NamedTuple):
    """A page to train on: numbers that stand for the names of its features, how many each segment has, places, labels; and the names."""

    features: NDArray[np.uint32]
    counts: NDArray[np.int64]
    places: NDArray[np.int64]
    labels: NDArray[np.int64]
    names: dict[int, str]


# --- pages -----------------------------------------------------------------------------------------------------------


@cache
def words_for(data: Path) -> Words:
    """The words of labelled references, Crossref works and papers of other sources, without those that are cut or too long."""
    corpus = [pieces for pieces in labelled(data / "references" / "anystyle-core.xml") if not unseen(text_of(pieces))]
    words = words_of(corpus, data)
    words.people = [one for one in words.people if one[0][0].isupper() and one[1][0].isalpha()]
    words.titles = [one for one in words.titles if 8 < len(one) < 160]
    words.journals = [one for one in words.journals if len(one) < 90 and "{" not in one]
    words.meetings = [one for one in words.meetings if 5 < len(one) < 130 and "{" not in one]
    return words


def made(kind: str, number: int, data: Path) -> tuple[Page, list[str]]:
    """A page put together at random, and the labels of its segments."""
    if kind == "forms":
        return printed(SEED + number)
    words = words_for(data)
    if kind == "empty":
        page = page_of(unlisted(words, random.Random(f"no page {number}")))
        return page, [OTHER] * len(page.segments)
    chance = random.Random(f"{kind} {number}")
    style = PageStyle(words, chance) if kind == "styles" else Vita(words, chance)
    text, stretches = style.made()
    page = page_of(text)
    return page, tags(page.segments, stretches, style.named)


def printed(seed: int) -> tuple[Page, list[str]]:
    """Real works on a page in a random form."""
    form = random_forms.page(seed)
    page = page_of(form.text)
    stretches = [Stretch(start, end, _PARTS[slot], entry) for start, end, slot, entry in form.stretches]
    return page, tags(page.segments, stretches, {entry: venues_of(row[3]) for entry, row in enumerate(form.rows)})


@cache
def known_at(path: Path) -> Known:
    """A page whose works are known."""
    return known(shown_text(path), expected(path))


@cache
def words_of_pages(data: Path, paths: tuple[Path, ...]) -> OfPages:
    """The words that variants of pages are made of: those of all pages and as many titles of other works again and more."""
    titles = words_for(data).titles
    more = random.Random("titles").sample(titles, min(20 * len(paths), len(titles)))
    return OfPages([known_at(path) for path in paths], more)


@cache
def cited(data: Path) -> list[Pieces]:
    """The labelled references that are trained on, in the order of their files."""
    corpus = [pieces for pieces in labelled(data / "references" / "anystyle-core.xml") if not unseen(text_of(pieces))]
    return [*corpus, *labelled(TAUGHT)]


def pages_of(sets: Sequence[str]) -> tuple[Path, ...]:
    """The pages of some sets of tests/pages."""
    return tuple(sorted(page for name in sets for page in (PAGES / name).iterdir() if page.suffix != ".tsv"))


def real(path: Path) -> tuple[Page, list[str]]:
    """A page whose works are known."""
    page = known_at(path)
    its = page_of(page.text)
    return its, tags(its.segments, page.stretches, {number: venues_of(row[3]) for number, row in enumerate(page.rows)})


class Maker:
    """Makes a sample of each job, in any process."""

    def __init__(self, data: Path, paths: tuple[Path, ...]) -> None:
        self._data, self._paths = data, paths

    def __call__(self, job: Job) -> Sample:
        kind, number, path = job
        if kind == "cited":
            words, chance = words_of_pages(self._data, self._paths), random.Random(f"cited {number}")
            page = page_citations.page(cited(self._data), chance)
            page = Form(page, chance).changed() if number % 2 else page
            return sample(*Variant(page, words, chance).labelled())
        if kind == "real":
            return sample(*real(path))
        if kind == "variants":
            words, chance = words_of_pages(self._data, self._paths), random.Random(f"{path.stem} {number}")
            page = known_at(path) if number % 2 else Form(known_at(path), chance).changed()
            return sample(*Variant(page, words, chance).labelled())
        return sample(*made(kind, number, self._data))


def sample(page: Page, labels: Sequence[str]) -> Sample:
    """A page with its labels."""
    names: dict[int, str] = {}
    numbers = [[crc32(name.encode()) for name in one] for one in page.features]
    for some, its in zip(numbers, page.features, strict=True):
        names.update(zip(some, its, strict=True))
    places = [dict[object, int]() for _ in (page.places or [()])[0]]
    rows = [[seen.setdefault(at, len(seen)) for seen, at in zip(places, one, strict=True)] for one in page.places]
    return Sample(
        np.array([number for some in numbers for number in some], np.uint32),
        np.array([len(some) for some in numbers], np.int64),
        np.array(rows, np.int64),
        np.array([LABELS.index(label) for label in labels], np.int64),
        names,
    )


# --- training --------------------------------------------------------------------------------------------------------


def table(samples: Sequence[tuple[Sample, int]]) -> list[str]:
    """The names of the features that have a vector, the most frequent first; pages count as often as they are trained on."""
    counts, names = Counter[int](), dict[int, str]()
    for one, times in samples:
        each, number = np.unique(one.features, return_counts=True)
        counts.update(dict(zip(each.tolist(), (number * times).tolist(), strict=True)))
        names |= one.names
    often = [
        names[each]
        for each, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if count >= (RARE_WORD if _OF_WORDS.match(names[each]) else RARE)
    ]
    return often[:ROWS]


def coded(one: Sample, keys: NDArray[np.uint32], rows: NDArray[np.int32]) -> Coded:
    """A page by the rows of its features in the table; `keys` are the numbers of their names in order, with the row of each."""
    at = np.minimum(np.searchsorted(keys, one.features), len(keys) - 1)
    there = keys[at] == one.features
    segments = np.repeat(np.arange(len(one.counts), dtype=np.int32), one.counts)
    return Coded(rows[at][there], segments[there], one.places, one.labels)


def coded_with(
    samples: Sequence[tuple[Sample, int]], names: Sequence[str] = ()
) -> tuple[list[str], list[Coded], NDArray[np.bool_]]:
    """The names of the features that have a vector, the pages by these as often as they are trained on, and which rows of the table are of words.

    Without `names` they are the most frequent ones of the pages.
    """
    names = list(names) or table(samples)
    numbers = np.array([crc32(name.encode()) for name in names], np.uint32)
    order = np.argsort(numbers)
    keys, rows = numbers[order], (order + 1).astype(np.int32)
    pages = [page for one, times in samples for page in [coded(one, keys, rows)] * times]
    return names, pages, np.array([False, *(_OF_WORDS.match(name) is not None for name in names)])


def jobs_of(data: Path, paths: Sequence[Path], newer: tuple[str, ...] = ()) -> Iterator[tuple[Job, int]]:
    """All pages to make, and how often each is trained on: where some are newer than the others, these count for less."""
    yield from (((kind, number, data), 1) for kind, many in PAGES_MADE.items() for number in range(many))
    for path in paths:
        real, variants = (REAL, VARIANTS) if not newer else NEWER if path.name.startswith(newer) else OLDER
        yield ("real", 0, path), real
        yield from ((("variants", number, path), 1) for number in range(variants))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODELS[0].parent, help="the folder of the models")
    parser.add_argument("--sets", default=SETS, help="the sets of tests/pages that are trained on")
    parser.add_argument("--times", type=int, default=10, help="how often each page is seen")
    parser.add_argument("--onto", type=Path, help="a folder of models that are trained further")
    parser.add_argument(
        "--newer", default="", help="what the names of pages begin with that those models have not seen"
    )
    given = parser.parse_args()
    paths = pages_of([name for name in given.sets.split(",") if name])
    jobs = list(jobs_of(given.data, paths, tuple(filter(None, given.newer.split(",")))))
    with get_context("fork").Pool(2) as pool:
        found = pool.map(Maker(given.data, paths), [job for job, _ in jobs], chunksize=_AT_ONCE)
    samples = [(one, often) for (_, often), one in zip(jobs, found, strict=True) if len(one.labels)]
    known = [read(given.onto / model.name) for model in MODELS] if given.onto else []
    names, pages, words = coded_with(samples, known[0][0] if known else ())
    starts = [one[1] for one in known] if known else [None] * len(MODELS)
    trainings = [
        get_context("fork").Process(
            target=train, args=(pages, words, given.times, seed, names, given.out / model.name, start)
        )
        for seed, (model, start) in enumerate(zip(MODELS, starts, strict=True), 1)
    ]
    for one in trainings:
        one.start()
    for one in trainings:
        one.join()
    print(f"{len(pages)} pages, {len(paths)} of them of {given.sets}")


def train(
    pages: Sequence[Coded],
    words: NDArray[np.bool_],
    times: int,
    seed: int,
    names: Sequence[str],
    path: Path,
    onto: dict[str, NDArray[np.float32]] | None = None,
) -> None:
    """Trains a network, from the beginning or from the weights of a trained one, and writes it."""
    save(path, names, trained(pages, words, len(LABELS), times, seed, onto=onto).weights())
    print(f"{path.name}: {path.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
