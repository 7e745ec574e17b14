"""Trains the tagger of publication pages and writes its models: python benchmarks/train_pages.py DATA

DATA is a folder of bibliographic data (`shared/data`), of which the words are taken that the tagger of references is trained on, too. The
pages are put together at random from these (`page_styles`, `page_vitae`), and real works are printed in forms drawn at random
(tests/random_forms.py, by seeds that nothing is measured on); to them are added the pages of tests/pages in the sets named by `--sets`,
whose labels come from laying what they are known to say over their text. The same input gives the same models.

The second model sees what the first said of a page that it was not trained on: each half of the pages is labelled by a model of the other half.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.page_labels import page_of, stretches_of, tags, venues_of
from benchmarks.page_styles import PageStyle, Stretch, unlisted
from benchmarks.page_vitae import Vita
from benchmarks.pages import PAGES, expected
from benchmarks.reference_words import Words
from benchmarks.train_references import labelled, text_of, unseen, words_of
from kg.sources._learned_consensus import OTHER, Places, features
from kg.sources._learned_features import Page
from kg.sources._learned_tagger import MODELS
from tests import random_forms

COUNT, VITAE, EMPTY = 700, 500, 100
"""How many pages are put together of choices, of curricula vitae and screens, and how many without works."""
FORMS, SEED = 1000, 1_000_000
"""How many pages are printed in random forms, and the first of their seeds: far from those that `./run bench listing --random` measures."""
_PARTS = {"T": "title", "A": "authors", "W": "authors", "V": "rest", "Y": "rest", "I": "rest"}
REAL = 5
"""How often each page of tests/pages is trained on."""
HALVES = {"c1": 0.4, "c2": 0.05, "max_iterations": 50, "feature.minfreq": 2}
WHOLE = {"c1": 0.3, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 3}
"""How the models of halves, which are thrown away, and those that stay are trained."""


class Sample(NamedTuple):
    """A page to train on: the features, labels and places of its segments, and how often it counts."""

    features: list[list[str]]
    labels: list[str]
    places: list[Places]
    times: int = 1


def sample(page: Page, labels: list[str], times: int = 1) -> Sample:
    """A page with its labels."""
    return Sample(page.features, labels, page.places, times)


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


def made(words: Words) -> Iterator[Sample]:
    """Pages put together at random."""
    styles = [PageStyle(words, random.Random(f"page {number}")) for number in range(COUNT)]
    styles += [Vita(words, random.Random(f"vita {number}")) for number in range(VITAE)]
    for style in styles:
        text, stretches = style.made()
        page = page_of(text)
        yield sample(page, tags(page.segments, stretches, style.named))
    for number in range(EMPTY):
        page = page_of(unlisted(words, random.Random(f"no page {number}")))
        yield sample(page, [OTHER] * len(page.segments))


def printed(count: int) -> Iterator[Sample]:
    """Real works on pages in random forms."""
    for seed in range(SEED, SEED + count):
        made = random_forms.page(seed)
        page = page_of(made.text)
        stretches = [Stretch(start, end, _PARTS[slot], entry) for start, end, slot, entry in made.stretches]
        venues = {entry: venues_of(row[3]) for entry, row in enumerate(made.rows)}
        yield sample(page, tags(page.segments, stretches, venues))


# --- pages whose works are known -------------------------------------------------------------------------------------


def real(path: Path) -> Sample:
    """A page whose works are known."""
    text, rows = path.read_text("utf-8"), expected(path)
    page = page_of(text)
    stretches, its = stretches_of(page.segments, rows, text)
    venues = {number: venues_of(row[3]) for number, row in enumerate(its)}
    return sample(page, tags(page.segments, stretches, venues), REAL)


def pages_of(sets: Sequence[str]) -> list[Path]:
    """The pages of plain text of some sets of tests/pages."""
    return sorted(page for name in sets for page in (PAGES / name).iterdir() if page.suffix in (".txt", ".md"))


# --- two passes ------------------------------------------------------------------------------------------------------


def train(samples: Sequence[Sample], path: Path, settings: dict[str, float]) -> None:
    """Trains on features and labels and writes the model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for one in samples:
        for _ in range(one.times):
            trainer.append(one.features, one.labels)
    trainer.train(str(path))


def again(samples: Sequence[Sample], folder: Path) -> Iterator[Sample]:
    """The pages as the second pass sees them: each as labelled by a model of the half that it is not in."""
    import pycrfsuite

    for half in range(2):
        model = folder / f"{half}.crfsuite"
        train(samples[1 - half :: 2], model, HALVES)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        for one in samples[half::2]:
            more = features(one.places, tagger.tag(one.features))
            yield one._replace(features=[[*a, *b] for a, b in zip(one.features, more, strict=True)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODELS[0].parent, help="the folder of the models")
    parser.add_argument(
        "--sets", default="look,wild,fresh,blind,varied,kinds", help="the sets of tests/pages that are trained on"
    )
    given = parser.parse_args()
    known = [real(page) for page in pages_of([name for name in given.sets.split(",") if name])]
    samples = [one for one in [*made(words_for(given.data)), *printed(FORMS), *known] if one.labels]
    random.Random(1).shuffle(samples)
    first, second = (given.out / model.name for model in MODELS)
    other = get_context("fork").Process(target=train, args=(samples, first, WHOLE))
    other.start()
    with TemporaryDirectory() as folder:
        train(list(again(samples, Path(folder))), second, WHOLE)
    other.join()
    print(
        f"{len(samples)} pages, {len(known)} of them of {given.sets}; {first.stat().st_size:,} and {second.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
