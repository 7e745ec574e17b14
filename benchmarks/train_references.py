"""Trains the tagger of reference strings and writes its models: python benchmarks/train_references.py DATA

DATA is a folder of bibliographic data (`shared/data`). Its `references/anystyle-core.xml` holds references whose pieces are elements of a
`sequence` (author, title, date ...). Only the half that a hash of the string picks is trained on. To these are added references made from
invented metadata, references in the form of the labelled ones with other words, and references each in a style put together at random;
their words are those of the labelled half, of Crossref works and of papers of the ACL Anthology, arXiv and DBLP. On one kind of machine
the same input gives the same models. PyTorch has to be installed beside what the tests need.

The models that ship were trained on half of the core data set of AnyStyle (anystyle.io, Sylvester Keil, BSD-2-Clause) and on names, titles and
venues of the works that rcrossref and habanero test with, of the ACL Anthology (Apache-2.0), of arXiv and of DBLP (CC0).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reference_styles import styled
from benchmarks.reference_templates import varied
from benchmarks.reference_words import Words
from kg.sources._learned_network import save
from kg.sources._references_features import Token, features, features_around, tokens_of
from kg.sources._references_tagger import FIELD, LABELS, MODELS, Models, tags
from tests.reference_strings import Pieces, references


class Made(NamedTuple):
    """How many references are made: from invented metadata, of each labelled one with other words, in styles of their own.

    `words` says how many titles, names and meetings of other sources are taken at most for them.
    """

    invented: int
    varied: int
    styled: int
    words: int


FOR_FIELD, FOR_NETWORKS = Made(150, 2, 2000, 1500), Made(400, 8, 9000, 4000)
"""The references made for the random field and for the networks, which learn from more."""
TAUGHT = Path(__file__).resolve().parents[1] / "tests" / "gold" / "references.taught.xml"
"""References of invented works in the form of the others, trained on beside them."""
REAL = 5
"""How often each labelled reference is among those that the networks are trained on."""
SETTINGS = {"c1": 0.5, "c2": 0.02, "max_iterations": 100}
"""How the random field is trained."""
TOKENS = 2500
"""The networks are trained on so many tokens at once."""
ROWS, RARE = 14_000, 6
"""How many features have a vector, the most frequent, and how often they come at least."""
WIDTH, PLAN = 48, ((1, 2, 4), (1, 2, 4, 8), (1, 2))
"""The numbers of each token, and how far the convolutions of each block look."""
_OF_WORDS = ("w:", "pre:", "suf:")
"""How the names of the features begin that tell the word of a token."""


def labelled(path: Path) -> Iterator[Pieces]:
    """The pieces of each labelled reference, white space as single blanks."""
    from lxml import etree

    for sequence in etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot():
        pieces = [(str(part.tag), " ".join((part.text or "").split())) for part in sequence]
        if pieces := [(tag, text) for tag, text in pieces if text]:
            yield pieces


def text_of(pieces: Pieces) -> str:
    """The reference its pieces make."""
    return " ".join(text for _, text in pieces)


def unseen(text: str) -> bool:
    """Whether a reference is of the half that is never looked at and only counted."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2 == 1


def sequence(pieces: Pieces) -> tuple[list[Token], list[str]]:
    """The tokens of a reference and the part each is of."""
    tokens = tokens_of(text_of(pieces))
    names = [tag for tag, text in pieces for _ in text.split()]
    assert len(tokens) == len(names)
    return tokens, names


def train_field(corpus: Sequence[Pieces], path: Path) -> None:
    """Trains the random field on references with known pieces and writes it."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for pieces in corpus:
        tokens, names = sequence(pieces)
        trainer.append(features_around(tokens), tags(names))
    trainer.train(str(path))


def train_networks(corpus: Sequence[Pieces], times: int, models: Models) -> None:
    """Trains the networks on references with known pieces, each seen so many times, and writes them."""
    import numpy as np

    from benchmarks.page_network import Coded, trained

    samples = [(features(tokens), tags(parts)) for tokens, parts in map(sequence, corpus)]
    names = table(names for rows, _ in samples for names in rows)
    row_of = {name: row for row, name in enumerate(names, 1)}
    coded = []
    for rows, labels in samples:
        known = [[row_of[name] for name in names if name in row_of] for names in rows]
        its = np.array([row for some in known for row in some], np.int32)
        tokens = np.repeat(np.arange(len(known), dtype=np.int32), [len(some) for some in known])
        places = np.zeros((len(known), 1), np.int64)
        coded.append(Coded(its, tokens, places, np.array([LABELS.index(label) for label in labels], np.int64)))
    words = np.array([False, *(name.startswith(_OF_WORDS) for name in names)])
    for seed, model in enumerate(models, 1):
        net = trained(coded, words, len(LABELS), times, seed, WIDTH, PLAN, TOKENS)
        save(model, names, net.weights(), PLAN)


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """The names of the features that have a vector, the most frequent first."""
    counts = Counter(name for names in rows for name in names)
    often = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [name for name, count in often if count >= RARE][:ROWS]


def made(corpus: Sequence[Pieces], data: Path, sizes: Made) -> list[Pieces]:
    """The references that are trained on besides the labelled ones: of invented metadata, in their form, and in styles of their own."""
    words = words_of(corpus, data, sizes.words)
    chance = random.Random(5)
    others = [varied(pieces, words, chance) for _ in range(sizes.varied) for pieces in corpus]
    return [*(one.pieces for _, one in references(sizes.invented)), *others, *styled(words, sizes.styled)]


def words_of(corpus: Sequence[Pieces], data: Path, most: int = FOR_FIELD.words) -> Words:
    """The words of labelled references, of Crossref works, and of some papers of other sources."""
    words = Words()
    words.add_labelled(corpus)
    words.add_crossref(data / "crossref" / "works-rcrossref-habanero.jsonl")
    others = Words()
    for name in ("2021.acl", "E17", "J19", "Q19"):
        others.add_acl(data / "acl-anthology" / f"{name}.xml")
    others.add_arxiv(data / "arxiv" / "kaggle-snapshot-0704-first100.jsonl")
    others.add_table(data / "entity-matching" / "dblp-acm-dblp.csv")
    words.add_some(others, most, random.Random(3))
    return words.tidy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODELS[0].parent, help="the folder of the models")
    parser.add_argument("--times", type=int, default=8, help="how often the networks see each reference")
    given = parser.parse_args()
    corpus = labelled(given.data / "references" / "anystyle-core.xml")
    seen = [*(pieces for pieces in corpus if not unseen(text_of(pieces))), *labelled(TAUGHT)]
    train_field([*seen, *made(seen, given.data, FOR_FIELD)], given.out / FIELD.name)
    models = tuple(given.out / model.name for model in MODELS)
    train_networks([*seen * REAL, *made(seen, given.data, FOR_NETWORKS)], given.times, models)
    for path in (given.out / FIELD.name, *models):
        print(f"{path.stat().st_size:,} bytes in {path}")


if __name__ == "__main__":
    main()
