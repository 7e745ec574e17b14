"""Whether a line of a publication list is a list of names, and which names these are.

A line is a list of names only when its parts look like names all through; in doubt it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from kg.bodies import is_group
from kg.names import PARTICLES, SUFFIXES, is_glued, spans, split
from kg.records import NameAsPrinted

Printed = tuple[NameAsPrinted, int, int]
"""A name and where it stands in the text."""


class NameList(Struct, frozen=True, gc=False):
    """The names of a list with their offsets, whether "et al." ends it, and by a name's offset the marks printed behind it and where its affiliation stands."""

    names: list[Printed]
    truncated: bool = False
    marks: dict[int, str] = {}
    affiliations: dict[int, tuple[int, int]] = {}


_LONGEST = 100
"""No name is longer than this many characters."""

_QUICK_LOOK = 600
"""A list is only split when the names within this many characters at its beginning look like names."""

_WORD = re.compile(r"(?:[^\W\d_]|[\\{}'’ʻ`])(?:[^\W\d_]|[\u0300-\u036f'’ʼʻ`´.·\-‐‑–\\{}\"^~=])*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[-‐‑]?)+|[^\W\d_a-z\u3040-\u9fff\uac00-\ud7af]")
_AND_OTHERS = re.compile(
    r"[,;\s]*(?:(?:\band )?\bet\.?\s+al\b\.?|(?:\band|&|\+)?\s?(?:\d{1,4}\s+)?(?:more\s+)?(?:others|coauthors|co-authors)\b|\band\s+\d{1,4}\s+more\b(?:\sauthors)?|…|\.\.\.|等|\bu\. ?a\.|\by\s+otros\b|\bet\s+coll\b\.?)[.\s]*$",
    re.IGNORECASE,
)
_OF_JOURNALS = re.compile(r"[^\W\d_]{4,}\.")
"""A word of four letters and a full stop: no name is abbreviated so, but those of journals are ("Phys.", "Lett.")."""
_NOT_OF_BODIES = re.compile(r"[\d:/?!@<>=|\[\]]")
_MARKS = re.compile(r"(?<=\S)\s?[*†‡§¶#∗✉♯⋆¹²³⁰⁴-⁹\d]+$")
_SIGNS = frozenset("*†‡§¶#∗✉♯⋆¹²³⁰⁴⁵⁶⁷⁸⁹")
_AFTER_LAST = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + "."
_LAST_OF_MORE = ("al", "others", "thors", "more", "otros", "coll", "a", "…", "等")
"""How what says that there are more names can end, without the full stop."""

_OF_TITLES = frozenset(
    [
        "about", "abstraction", "abstractions", "adaptation", "adaptive", "advances", "adversarial", "agent", "agents",
        "algorithm", "algorithms", "alignment", "analysis", "analyzing", "and", "application", "applications",
        "approach", "approaches", "architecture", "artificial", "assessment", "at", "attention", "autonomous",
        "bayesian", "benchmark", "benchmarks", "better", "beyond", "biology", "black", "bounds", "building", "by",
        "case", "causal", "challenges", "chemistry", "classification", "clinical", "code", "coding", "cognitive",
        "collaborative", "comparative", "complexity", "computation", "computational", "computer", "computing",
        "conference", "control", "cost", "data", "dataset", "datasets", "decision", "deep", "design", "detection",
        "digital", "discovery", "distributed", "domain", "dynamic", "dynamics", "education", "efficient", "embeddings",
        "engineering", "estimation", "evaluating", "evaluation", "everything", "everywhere", "evidence", "evolution",
        "experimental", "experiments", "exploring", "extraction", "fast", "fine-tuning", "for", "formal", "foundation",
        "framework", "from", "functional", "fundamental", "future", "generation", "generative", "global", "graph",
        "graphs", "guide", "health", "high-dimensional", "how", "human", "hybrid", "hypothesis", "identification",
        "image", "images", "impact", "improved", "improving", "in", "inference", "information", "integrated",
        "intelligence", "intelligent", "interaction", "international", "interpretability", "into", "introducing",
        "introduction", "is", "issues", "its", "journal", "knowledge", "language", "languages", "large", "large-scale",
        "learning", "lessons", "linear", "local", "machine", "management", "mapping", "mathematics", "matter",
        "measurement", "mechanics", "mechanism", "mechanisms", "medicine", "method", "methods", "mining", "model",
        "modeling", "modelling", "models", "modern", "molecular", "multi-agent", "multilingual", "multimodal",
        "nature", "network", "networks", "neural", "new", "nonlinear", "not", "novel", "numerical", "object", "of",
        "on", "online", "open", "optimal", "optimization", "or", "our", "overview", "parallel", "part", "pattern",
        "patterns", "performance", "perspective", "physics", "planning", "policy", "practical", "practice",
        "prediction", "preliminary", "press", "principles", "probabilistic", "problem", "problems", "proceedings",
        "processes", "processing", "programming", "progress", "properties", "quantum", "questions", "random", "rapid",
        "reasoning", "recent", "recognition", "regression", "reinforcement", "report", "representation",
        "representations", "research", "results", "retrieval", "review", "revisited", "robot", "robotics", "robust",
        "scalable", "scale", "scaling", "science", "security", "segmentation", "self-supervised", "semantic",
        "sequence", "simulation", "social", "software", "some", "space", "sparse", "spectral", "stability",
        "statistical", "statistics", "stochastic", "strategies", "structural", "structure", "structured", "structures",
        "studies", "study", "supervised", "supplement", "support", "survey", "synthesis", "synthetic", "system",
        "systems", "task", "tasks", "technical", "techniques", "technology", "temporal", "test", "testing", "text",
        "the", "theorem", "theoretical", "theory", "things", "time", "topics", "toward", "towards", "training",
        "transfer", "transformer", "transformers", "translation", "trends", "uncertainty", "understanding", "unified",
        "university", "unsupervised", "using", "variational", "via", "video", "vision", "visual", "what", "when",
        "where", "why", "wireless", "with", "workshop", "world",
    ]
)  # fmt: skip
"""Words of titles that are no one's name: a part that holds one of them is not a name."""


@lru_cache(maxsize=1 << 14)
def is_word(word: str) -> bool:
    """Whether a word can stand in a name: letters and marks of names, and a capital first, or letters without case."""
    if len(word) > 40 or _WORD.fullmatch(word) is None:
        return False
    if word.endswith(".") and (len(word) > 6 or _OF_JOURNALS.fullmatch(word)):
        return False
    first = next((letter for letter in word if letter.isalpha()), "")
    if first.islower() and word not in PARTICLES and word.lower() not in SUFFIXES:
        # d'Alembert, al-Khwarizmi, O'Neill: the capital stands behind the mark
        return any(mark in word[:3] and any(letter.isupper() for letter in word[1:4]) for mark in "'’-ʻ")
    return word.lower() not in _OF_TITLES and bool(first)


def are_words(text: str, most: int) -> bool:
    """Whether a text is up to `most` words, each of which can stand in a name."""
    if len(text) > _LONGEST:
        return False
    words = text.split()
    return 1 <= len(words) <= most and all(map(is_word, words))


def _is_body(text: str) -> bool:
    """Whether a part reads as a collaboration or institution: what says so stands first or last, with a capital somewhere."""
    if len(text) > _LONGEST or text.islower() or _NOT_OF_BODIES.search(text):
        return False
    words = text.split()
    return is_group(" ".join(words[:2])) or is_group(words[-1] if words else "")


def is_given_first(text: str) -> bool:
    """Whether a part reads as "Given Family": two to seven words, the last of which is not initials."""
    if len(text) > _LONGEST:
        return "," in text and _is_inverted(text)
    return _is_given_first(text)


@lru_cache(maxsize=1 << 14)
def _is_given_first(text: str) -> bool:
    if "," in text:
        return _is_inverted(text)
    if is_group(text):
        return _is_body(text)
    words = text.split()
    if not are_words(text, 7) or words[0] in PARTICLES:
        return False
    if len(words) == 1:
        # a script without capitals
        return is_glued(text) or (text.isalpha() and text.lower() == text.upper() and len(text) <= 6)
    last = words[-1]
    # "Smith JA" is a family name first
    capitals = (
        len(last) <= 3 and last.isascii() and last.isupper() and not text.isupper() and last.lower() not in SUFFIXES
    )
    return not capitals and _INITIALS.fullmatch(last) is None


def _is_inverted(text: str) -> bool:
    """Whether a part reads as "Family, Given" (with a suffix perhaps), or is a body."""
    return _is_inverted_again(text) if len(text) <= _LONGEST else _reads_inverted(text)


@lru_cache(maxsize=1 << 14)
def _is_inverted_again(text: str) -> bool:
    return _reads_inverted(text)


def _reads_inverted(text: str) -> bool:
    if "," not in text:
        return _is_body(text)
    parts = [part.strip() for part in text.split(",")]
    initials = any(_INITIALS.fullmatch(word) or is_glued(word) for word in parts[0].split())
    return len(parts) <= 3 and not initials and all(are_words(part, 6) for part in parts if part)


def _shows_inversion(text: str) -> bool:
    """Whether a part "Family, Given" can't be two names "Given Family": one of its sides is a single word or initials."""
    for side in text.split(","):
        words = [word for word in side.split() if word not in PARTICLES]
        if len(words) == 1 or (words and _INITIALS.fullmatch(words[-1])):
            return True
    return False


def _show_inversion(body: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether half of the parts at least can't be two names."""
    wanted = (len(found) + 1) // 2
    for start, end in found:
        wanted -= _shows_inversion(body[start:end])
        if wanted <= 0:
            return True
    return False


def given_first(text: str) -> NameList | None:
    """The names of a list printed "Given Family, Given Family" (or with semicolons); None when the text is no such list."""
    if not _begins(text, is_given_first):
        return None
    body, truncated = trimmed(text)
    if is_glued(body):  # alone it may be the name of a journal ("J.Phys") as well
        return None
    return _judged(body, spans(body), truncated, is_given_first)


def inverted(text: str, sure: bool = False) -> NameList | None:
    """The names of a list printed "Family, Given, Family, Given"; None when the text is no such list.

    `sure` says that lists around it are inverted, so that two double names are not taken for two whole ones. A list of
    names that does not come out even has no names.
    """
    if "," not in text[:_QUICK_LOOK] or not _begins(text, _may_be_half):
        return None
    body, truncated = trimmed(text)
    found = spans(body, inverted=True)
    if not found:
        parts = [body[start:end] for start, end in spans(body)]
        single = sum(len(part.split()) == 1 for part in parts)
        uneven = len(parts) >= 5 and single * 3 >= len(parts) and all(are_words(part, 6) for part in parts)
        return NameList([], truncated) if uneven else None
    if not sure and not _show_inversion(body, found):
        return None
    return _judged(body, found, truncated, _is_inverted)


def _may_be_half(part: str) -> bool:
    """Whether a part of an inverted list can be a family name, a given name or a body."""
    return _is_body(part) or are_words(part, 6)


def only_names(text: str) -> bool:
    """Whether a line, which may be cut in the middle of a list, holds three parts of names or more and nothing else."""
    if len(text) > _QUICK_LOOK * 10:
        return False
    parts = [text[start:end] for start, end in spans(text)]
    return len(parts) > 2 and all(are_words(part, 6) for part in parts)


def single(text: str) -> NameList | None:
    """One inverted name ("Family, Given"), as an owner's line or the list of a single author shows it."""
    found = inverted(text)
    return found if found is not None and len(found.names) == 1 and not found.truncated else None


def _begins(text: str, fits: Callable[[str], bool]) -> bool:
    """Whether the names at the beginning of a text are mostly names, so that it is worth splitting all of it."""
    return len(text) <= _QUICK_LOOK or _are_mostly(text[:_QUICK_LOOK], fits)


@lru_cache(maxsize=256)
def _are_mostly(beginning: str, fits: Callable[[str], bool]) -> bool:
    """Whether the parts of a beginning are mostly names; what begins so is looked at up to one stop after the other."""
    parts = [part.strip() for part in re.split(r"[,;]", beginning)[:-1]]
    fitting = len(parts) if ";" in beginning else sum(fits(_MARKS.sub("", part)) for part in parts)
    return len(parts) >= 5 and fitting * 10 >= len(parts) * 8


def begin_long(text: str) -> bool:
    """Whether half of the parts at the beginning of a long text can stand in a list of names, so that it is worth parting all of it."""
    return _can_be_half(text[:_QUICK_LOOK])


@lru_cache(maxsize=256)
def _can_be_half(beginning: str) -> bool:
    parts = [part.strip() for part in re.split(r"[,;]", beginning)[:-1]]
    bare = [part[: mark.start()] if (mark := mark_behind(part)) else part for part in filter(None, parts)]
    return sum(are_words(part, 8) or is_group(part) for part in bare) * 2 >= len(parts) > 0


def trimmed(text: str) -> tuple[str, bool]:
    """The list without "et al." at its end, or without the full stop after the last name."""
    return _trimmed_again(text) if len(text) <= _QUICK_LOOK else _trimmed(text)


@lru_cache(maxsize=64)
def _trimmed_again(text: str) -> tuple[str, bool]:
    return _trimmed(text)


def _trimmed(text: str) -> tuple[str, bool]:
    bare = text[-60:].rstrip(_AFTER_LAST)
    tail = max(len(text) - 40, 0)
    # Few lists end so, and looking is dear.
    may_go_on = bare[-6:].lower().endswith(_LAST_OF_MORE) or "..." in text[-60:]
    if may_go_on and (ending := _AND_OTHERS.search(text, tail)):
        return text[: ending.start()], True
    if text.endswith("."):
        last = text[tail:].replace(",", " ").replace(";", " ").split()[-1]
        if len(last) > 3 and last.lower() not in SUFFIXES and not _INITIALS.fullmatch(last):
            return text[:-1], False
    return text, False


def _judged(
    body: str, found: Sequence[tuple[int, int]], truncated: bool, fits: Callable[[str], bool]
) -> NameList | None:
    """The list when its parts look like names all through, or a long list when nine of ten do: the rest stays unsplit."""
    kept: list[Printed] = []
    marks: dict[int, str] = {}
    odd = 0
    for start, end in found:
        text = body[start:end]
        if mark := mark_behind(text):
            marks[start] = mark[0].strip()
            text = text[: mark.start()]
        if fits(text):
            kept.append((split(text), start, end))
            continue
        odd += 1
        if odd > len(found) // 10 or len(text) > _LONGEST:
            return None
        kept.append((NameAsPrinted(text, literal=True), start, end))
    return NameList(kept, truncated, marks) if any(not name.literal for name, _, _ in kept) else None


def mark_behind(text: str) -> re.Match[str] | None:
    """The mark printed after a name, for affiliation or equal contribution."""
    return _MARKS.search(text, max(len(text) - 40, 0)) if text[-1] in _SIGNS or text[-1].isdecimal() else None


def are_no_names(body: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether the first part of a short list, in which all must be names, can be neither a name in any form nor a body."""
    if len(found) >= 10 or not found:
        return not found
    first = body[slice(*found[0])]
    if mark := mark_behind(first):
        first = first[: mark.start()]
    if are_words(first, 7) or is_group(first):
        return False
    family = first.rpartition(" ")[0]  # initials behind a family name may look like a small word
    return not are_words(family, 7)


def plain(body: str, found: Sequence[tuple[int, int]], truncated: bool) -> NameList | None:
    """The names of a list in which each can only be "Given Family": two words at least, the last of them no initials."""
    if is_glued(body):  # as above
        return None
    kept: list[Printed] = []
    marks: dict[int, str] = {}
    for start, end in found:
        text = body[start:end]
        if mark := mark_behind(text):
            marks[start] = mark[0].strip()
            text = text[: mark.start()]
        if len(text) > _LONGEST or not _is_plain(text):
            return None
        kept.append((split(text), start, end))
    return NameList(kept, truncated, marks)


@lru_cache(maxsize=1 << 14)
def _is_plain(text: str) -> bool:
    words = text.split()
    real = sum(word not in PARTICLES for word in words)
    return (real > 1 or is_glued(text)) and not words[-1].isupper() and _is_given_first(text) and not is_group(text)
