"""Trains the tagger of reference strings and writes its model: python benchmarks/train_references.py DATA

DATA is a folder of bibliographic data (`shared/data`). Its `references/anystyle-core.xml` holds references whose pieces are elements of a
`sequence` (author, title, date ...). Only the half that a hash of the string picks is trained on. To these are added references made from
invented metadata, references in the form of the labelled ones with other words, and references each in a style put together at random;
their words are those of the labelled half, of Crossref works and of papers of the ACL Anthology, arXiv and DBLP. The same input gives
the same model.

The model that ships was trained on half of the core data set of AnyStyle (anystyle.io, Sylvester Keil, BSD-2-Clause) and on names, titles and
venues of the works that rcrossref and habanero test with, of the ACL Anthology (Apache-2.0), of arXiv and of DBLP (CC0).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reference_styles import styled
from benchmarks.reference_templates import varied
from benchmarks.reference_words import Words
from kg.sources._references_features import Token, features, tokens_of
from kg.sources._references_tagger import MODEL, tags
from tests.reference_strings import Pieces, references

INVENTED, VARIED, STYLED = 150, 2, 2000
"""How many references are made from invented metadata, of each labelled one with other words, and in styles of their own."""
WORDS = 1500
"""How many titles, names and meetings of other sources are taken at most."""
SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 100}


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


def train(corpus: Sequence[Pieces], path: Path) -> None:
    """Trains on references with known pieces and writes the model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for pieces in corpus:
        tokens, names = sequence(pieces)
        trainer.append(features(tokens), tags(names))
    trainer.train(str(path))


def made(corpus: Sequence[Pieces], data: Path) -> list[Pieces]:
    """The references that are trained on besides the labelled ones: of invented metadata, in their form, and in styles of their own."""
    words = words_of(corpus, data)
    chance = random.Random(5)
    others = [varied(pieces, words, chance) for _ in range(VARIED) for pieces in corpus]
    return [*(one.pieces for _, one in references(INVENTED)), *others, *styled(words, STYLED)]


def words_of(corpus: Sequence[Pieces], data: Path) -> Words:
    """The words of labelled references, of Crossref works, and of some papers of other sources."""
    words = Words()
    words.add_labelled(corpus)
    words.add_crossref(data / "crossref" / "works-rcrossref-habanero.jsonl")
    others = Words()
    for name in ("2021.acl", "E17", "J19", "Q19"):
        others.add_acl(data / "acl-anthology" / f"{name}.xml")
    others.add_arxiv(data / "arxiv" / "kaggle-snapshot-0704-first100.jsonl")
    others.add_table(data / "entity-matching" / "dblp-acm-dblp.csv")
    words.add_some(others, WORDS, random.Random(3))
    return words.tidy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL, help="the file of the model")
    given = parser.parse_args()
    corpus = labelled(given.data / "references" / "anystyle-core.xml")
    seen = [pieces for pieces in corpus if not unseen(text_of(pieces))]
    added = made(seen, given.data)
    train([*seen, *added], given.out)
    print(f"{len(seen)} labelled and {len(added)} made references; {given.out.stat().st_size:,} bytes in {given.out}")


if __name__ == "__main__":
    main()
