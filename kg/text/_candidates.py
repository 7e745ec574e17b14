"""The names in a title and an abstract that may be of something new, each with what speaks for and against it.

Names are found by their shape (capitals within a word, LaTeX letters, capitalised words in a row), by their acronym, by quotation marks
and by what stands before them ("we introduce", "called", a colon in the title). Every occurrence is looked at with the words around
it; what is seen becomes features of the name, for the weighing in `kg.text.introduces`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from kg.text._around import Around, around, placed
from kg.text._cue_words import STRONG, Kinds
from kg.text._cues import before, nearby, speaks
from kg.text._cues_behind import after, titled
from kg.text._heard import heard
from kg.text._kinds import KINDS
from kg.text._sentences import ordinary, plain, sentences, single, spaced, unspaced
from kg.text._shapes import adjective, bracketed, leading, phrases, shaped
from kg.text._terms import extended, terms
from kg.text.acronyms import pairs, stands_for


class Occurrence(Struct):
    """Where a name stands: in the title (0) or abstract (1), begin and end, and where what it explains begins and ends with it."""

    place: int
    start: int
    end: int
    outer: tuple[int, int]
    sentence: int
    cue: str = ""
    signs: set[str] = set()
    kinds: Kinds = {}


class Candidate(Struct):
    """A name with its occurrences, its long form (place, begin, end), its features, the occurrence that says most, and what is around
    that one in the abstract and around the one in the title."""

    key: str
    name: str
    seen: list[Occurrence] = []
    long: tuple[int, int, int] | None = None
    features: set[str] = set()
    best: Occurrence | None = None
    around: tuple[Around | None, Around | None] = (None, None)


@cache
def known() -> frozenset[str]:
    """Names that stand in several of the abstracts that were learnt from, and well-known ones: what is known is seldom new."""
    lists = ((files("kg.text") / name).read_text(encoding="utf-8") for name in ("_known_names.txt", "_well_known.txt"))
    return frozenset(line for names in lists for line in names.splitlines() if not line.startswith("#"))


_WITH = re.compile(r"\s(?:with|via)\s[A-Z][\w-]{2,30}(?:\s[A-Z][\w-]{2,30}){1,3}")
"""What belongs to a name of several words: "Interactive Network with Shared Memory"."""


_IN_APPOSITION = re.compile(r"['’\"”)]{0,3},\s(?:an?|the|our|one)\s")


_SMALL_TITLE = re.compile(r"([a-z][\w.-]{2,24}):\s")
"""A name in small letters that a title explains: "ggplot2: Elegant Graphics"."""
_NAMING = frozenset(["called-term", "we-term"])


def _terms_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The terms that are named as new, but for those that only describe."""
    return (term for term in terms(text) if term[2] in _NAMING or not adjective(text[term[0] : term[1]]))


def _occurrences(place: int, text: str, title: str) -> Iterator[tuple[Occurrence, tuple[int, int] | None]]:
    """All occurrences of names in a text, those of an acronym with the place of its long form."""
    bounds = sentences(text)
    spans: dict[tuple[int, int], tuple[str, tuple[int, int] | None, tuple[int, int]]] = {}
    covered: list[tuple[int, int]] = []
    for pair in pairs(text):
        outer = (min(pair.short[0], pair.long[0]), max(pair.short[1], pair.long[1]))
        spans[pair.short] = ("pair", pair.long, outer)
        covered.append(outer)
    if not place and (match := _SMALL_TITLE.match(text)) and match[1] not in ordinary():
        spans[match.span(1)] = ("", None, match.span(1))
    if place:
        for start, end, cue in _terms_in(text):
            start, end = leading(text, start, end)
            if text[start:end].islower():
                end = extended(text, start, end, title)
            if not _covers(covered, start, end):
                if (short := bracketed(text, end)) and short not in spans:
                    spans[short] = (cue, (start, end), (start, short[1]))
                    covered.append((start, short[1]))
                else:
                    spans[start, end] = (cue, None, (start, end))
                    covered.append((start, end))
    for start, end in phrases(text, bounds, title=not place):
        if covered and _covers(covered, start - (3 if " " in text[start:end] else 0), end):
            continue
        if place and " " in text[start:end] and (more := _WITH.match(text, end)):
            end = more.end()
        short = bracketed(text, end) if " " in text[start:end] else None
        if short and short not in spans and (text[short[0]].lower() == text[start].lower() or short[0] - end < 3):
            spans[short] = ("pair", (start, text.rfind("(", end, short[0]) - 1), (start, short[1]))
            covered.append((start, short[1]))
        else:
            spans[start, end] = ("", None, (start, end))
    number = 0
    for (start, end), (cue, long, outer) in sorted(spans.items()):
        while number < len(bounds) - 1 and start >= bounds[number][1]:
            number += 1
        yield Occurrence(place, start, end, outer, number, cue), long


def _covers(covered: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` lies over one of some stretches."""
    return any(left < end and start < right for left, right in covered)


def _grouped(title: str, abstract: str) -> tuple[dict[str, Candidate], list[tuple[Occurrence, Candidate]]]:
    """The candidates by name, occurrences of a long form counted as those of its short form; and all occurrences in order."""
    found: dict[str, Candidate] = {}
    order: list[tuple[Occurrence, Candidate]] = []
    longs: dict[str, str] = {}
    joined: dict[str, str] = {}
    for place, text in ((1, abstract), (0, title)):
        for seen, long in _occurrences(place, text, title):
            name = text[seen.start : seen.end]
            key = plain(name)
            if long:
                key = key[:-1] if name.endswith("s") and name[-2:-1].isupper() else key
                longs.setdefault(plain(text[long[0] : long[1]]), key)
            elif name.endswith("s") and key[:-1] in found:
                key = key[:-1]
            elif name[-1:].isupper() and (several := found.get(f"{key}s")) and several.name == f"{name}s":
                key = several.key  # "Trees like LSTs are ... We present an LST"
            if len(key) < 2 and "$" in name:
                continue
            key = longs.get(key, key)
            if " " not in key and key.isascii():  # "Lamp-Bench" is LampBench
                key = joined.setdefault(key.replace("-", ""), key)
            one = found.setdefault(key, Candidate(key, name))
            one.seen.append(seen)
            order.append((seen, one))
            if long and one.long is None:
                one.long, one.name = (place, *long), name
    _merge(found, order, (title, abstract))
    return found, order


def _merge(found: dict[str, Candidate], order: list[tuple[Occurrence, Candidate]], texts: tuple[str, str]) -> None:
    """Makes one of a short name and a name of several words whose initials it is, wherever they stand, or whose letters it has, next to it:
    eMLM, Emotion Masked Language Modelling; "DExperts: Decoding-time Experts"."""
    for (first, one), (second, other) in itertools.pairwise(list(order)):
        short, long = (one, other) if " " in other.key else (other, one)
        if " " in short.key or " " not in long.key or short.long or long.long or first.place != second.place:
            continue
        between = texts[first.place][first.outer[1] : second.outer[0]]
        if (
            0 < len(between) < 12
            and (between.rstrip()[-1:] in (",", ":", "(", "–", "—") or between == ", or ")
            and found.get(short.key) is short
            and found.get(long.key) is long
            and stands_for(short.name, long.name)
        ):
            _unite(short, long, found, order)
    longs: dict[str, Candidate] = {}
    for one in found.values():
        if one.long is None and " " in one.key:
            longs.setdefault("".join(word[0] for word in one.key.replace("-", " ").split()), one)
    if not longs:
        return
    for one in list(found.values()):
        letters = one.key if one.key.isalnum() else one.key.replace("-", "")
        if letters in longs and one.long is None and len(letters) > 2 and sum(map(str.isupper, one.name)) > 1:
            _unite(one, longs.pop(letters), found, order)


def _unite(
    short: Candidate, long: Candidate, found: dict[str, Candidate], order: list[tuple[Occurrence, Candidate]]
) -> None:
    """Makes a name of several words the long form of another one."""
    del found[long.key]
    seen = long.seen[0]
    short.long = (seen.place, seen.start, seen.end)
    short.seen += long.seen
    order[:] = [(seen, short if owner is long else owner) for seen, owner in order]


@lru_cache(maxsize=2)  # two readers ask for those of the same record
def candidates(title: str, abstract: str) -> tuple[Candidate, ...]:
    """All named things of a title and an abstract with their features, in order of appearance."""
    (title, in_title), (abstract, in_abstract) = spaced(title), spaced(abstract)
    found, order = _grouped(title, abstract)
    _look(title, abstract, order)
    texts, low = (title, abstract), (title.lower(), single(abstract).lower() if "\n" in abstract else abstract.lower())
    link = low[1].find("http")
    links = low[1][link:].replace("-", "").replace("_", "") if link >= 0 else ""
    counts: dict[str, int] = {}
    for one in found.values():
        _gather(one)
        if _is_unheard(one):
            one.features.add("unheard-name")
        if one.long or one.features & LIVE:
            _shape(one, texts)
            counts[one.key] = _counted(one, low, links)
            one.around = _around(one, texts)
    _cross([one for one in found.values() if one.key in counts], found, counts, "$" in abstract or " prove" in low[1])
    if in_title or in_abstract:
        for one in found.values():
            _put_back(one, (in_title, in_abstract))
    return tuple(found.values())


def _is_unheard(one: Candidate) -> bool:
    """Whether a name has capitals or digits within and stands in no other paper: it may be new though no word around it says so."""
    if " " in one.key or len(one.key) < 3 or one.long or one.features & LIVE:
        return False
    return shaped(one.name) == "strong" and one.key not in ordinary() and one.key not in known() and not heard(one.key)


def _around(one: Candidate, texts: tuple[str, str]) -> tuple[Around | None, Around | None]:
    """What is around the occurrence of a name in the abstract that says most, and around the one in the title."""
    body, best = None, one.best or one.seen[0]
    if best.place:
        bounds = sentences(texts[1])
        begin, stop = bounds[best.sentence]
        body = around(texts[1], begin, *best.outer, stop, placed(best.sentence, len(bounds)))
    for seen in one.seen:
        if not seen.place:
            return body, around(texts[0], 0, *seen.outer, len(texts[0]), "title")
    return body, None


_OWNS = frozenset(
    "own-direct own-np own-appos own-of own-called own-term own-that own-the own-term-to own-colon our-kind new-of-kind".split()
)


def _telling(signs: set[str]) -> int:
    """How much an occurrence says: that the paper brings it says more than that it is "ours"."""
    strong = signs & STRONG
    return len(strong) + len(strong & _OWNS) - ("our-direct" in strong)


def _put_back(one: Candidate, cuts: tuple[list[tuple[int, int]], list[tuple[int, int]]]) -> None:
    """Makes the places of a candidate those in the texts as they were given."""
    for seen in one.seen:
        here = cuts[seen.place]
        seen.start, seen.end = unspaced(seen.start, here), unspaced(seen.end, here, end=True)
        seen.outer = unspaced(seen.outer[0], here), unspaced(seen.outer[1], here, end=True)
    if one.long:
        place, start, end = one.long
        one.long = place, unspaced(start, cuts[place]), unspaced(end, cuts[place], end=True)


def _gather(one: Candidate) -> None:
    """Makes the signs around the occurrences of a name its features: those of the one that shows most, and some of the others."""
    body = [seen for seen in one.seen if seen.place]
    one.best = one.seen[0]
    if body:
        one.best = max(body, key=lambda seen: _telling(seen.signs)) if len(body) > 1 else body[0]
        one.features |= one.best.signs
        if one.long:
            one.features.add("pair-here" if one.best.cue else "pair-elsewhere")
        for seen in body:
            if seen is not one.best:
                one.features |= {f"also-{sign}" for sign in seen.signs & ALSO}
        if body[0].sentence < one.best.sentence:
            one.features.add("known-before")
    for seen in one.seen:
        if not seen.place:
            one.features |= seen.signs


def _cross(weighed: list[Candidate], found: dict[str, Candidate], counts: dict[str, int], proofs: bool) -> None:
    """Adds what names say of each other, and whether the text has proofs or formulas."""
    bases = {one.key for one in found.values() if one.features & STRONG}
    most = max(counts.values(), default=0)
    for one in weighed:
        _sum(one.features)
        if proofs:
            one.features.add("proofs")
        if counts[one.key] == most > 1:
            one.features.add("top")
        if "-" in one.key and any(part in bases and len(part) > 2 for part in _parts(one.key)):
            one.features.add("derived")
        if "det-a" in one.features and "pair" not in one.features and one.features & {"kind-after", "word-after"}:
            one.features.add("modifier")


def _parts(key: str) -> set[str]:
    """What a name with hyphens begins and ends with: "foo-bar-baz" with "foo", "foo-bar", "baz" and "bar-baz"."""
    first, rest = key.partition("-")[::2]
    begin, last = key.rpartition("-")[::2]
    return {first, begin, rest, last}


def _sum(features: set[str]) -> None:
    """Adds features that say how much speaks for a name: rare signs are learnt better together."""
    if len(features & STRONG) > 1:
        features.add("strong-many")
    features |= {f"strong-{min(len(features & STRONG), 4)}", f"own-{min(len(features & _OWN), 2)}"}
    if features & _SUBJECT:
        features.add("subject")
    if features & {"in-title", "long-in-title"}:
        features.add("titled")


_OWN = frozenset(
    "own-direct own-np own-appos own-of own-called own-prep own-appos-far own-term own-that own-the own-term-to new-of-kind".split()
)
_SUBJECT = frozenset("our wins acts also-our also-wins also-acts".split())
ALSO = frozenset(
    "our wins acts own-direct own-np own-appos own-called is-a cited passive available theirs appos kind-after against using on".split()
)
"""What is told of a name by its other occurrences, too."""
LIVE = STRONG | {
    "own-prep", "own-appos-far", "appos", "in-bracket", "we-verb", "title-comma", "title-first", "kind-before", "the-kind", "parts", "quoted", "unheard-name",
}  # fmt: skip
"""Without one of these a name is not weighed further: it is of others."""


def _look(title: str, abstract: str, order: list[tuple[Occurrence, Candidate]]) -> None:
    """Notes the signs around each occurrence; a name that follows another with "and" has the signs of that one."""
    bounds = sentences(abstract)
    speaking: dict[int, bool] = {}
    last: Occurrence | None = None
    for seen, one in order:
        if not seen.place:
            own = (
                title[seen.end : seen.end + 1] == ":" and seen.start == seen.outer[0]
            )  # "DAG: Directed Acyclic Graphs of ..."
            outer = (seen.start, seen.end) if own else seen.outer
            seen.signs = titled(title, outer, plain(title[seen.start : seen.end]) == one.key, seen.kinds)
            continue
        begin, stop = bounds[seen.sentence]
        if seen.sentence not in speaking:
            speaking[seen.sentence] = speaks(abstract, begin, stop)
        if speaking[seen.sentence]:
            seen.signs = before(abstract, begin, seen.outer[0], seen.kinds)
        else:
            seen.signs = nearby(abstract[max(begin, seen.outer[0] - 40) : seen.outer[0]])
        seen.signs |= after(abstract, seen.outer[1], stop, seen.kinds)
        if {"called", "passive-now"} <= seen.signs and "theirs" not in seen.signs:
            seen.signs = seen.signs - {"called"} | {"own-called"}  # "a new corpus called X is presented"
        if seen.cue and seen.cue != "pair":
            seen.signs |= {seen.cue} | APPOSING.get(seen.cue, frozenset())
        if abstract[seen.outer[0] - 2 : seen.outer[0]] == ", " and abstract[seen.outer[1] : seen.outer[1] + 1] == ",":
            seen.signs.add("comma-both")
        if "in-bracket" in seen.signs and abstract[seen.outer[1] : seen.outer[1] + 1] == ",":
            seen.signs = seen.signs - {"own-appos", "own-np", "own-direct"} | {"listed"}
        if last and last.sentence == seen.sentence and _IN_APPOSITION.match(abstract[last.outer[1] : seen.outer[0]]):
            seen.signs.add("explains")
        if last and last.sentence == seen.sentence and last.signs & STRONG:
            _join(last, seen, abstract[last.outer[1] : seen.outer[0]].strip(" '\"”’)"))
        last = seen


def _join(last: Occurrence, seen: Occurrence, between: str) -> None:
    """Gives a name that follows another with "and" the signs of that one, and that one the apposition that both share."""
    if between not in ("and", ", and", ",", "&", "or", "and the", "/"):
        return
    last.signs |= seen.signs & APPOSED
    if "appos" in seen.kinds:
        last.kinds.setdefault("appos", seen.kinds["appos"])
    if (
        "own-direct" in last.signs and "own-np" in seen.signs
    ):  # "we present X and Y": only the other name stands between
        seen.signs = seen.signs - {"own-np"} | {"own-direct", "coordinated"}
    if not seen.signs & STRONG:
        seen.signs |= {
            sign for sign in last.signs if sign.startswith(("own-", "verb-", "new-")) or sign in _OF_OTHERS
        } | {"coordinated"}
        if seen.signs & STRONG:
            seen.signs.discard("own-prep")


_OF_OTHERS = frozenset(["theirs", "called-used", "other-does"])
APPOSING = dict.fromkeys(("our-kind", "new-kind-term", "new-of-kind", "own-colon"), frozenset(["own-appos"])) | {
    "we-term": frozenset(["called-term", "own-called", "we-call"])
}
"""What rules of terms say in the words of the other signs."""
APPOSED = frozenset(["appos", "appos-kind", "appos-new"])
_TASKS = frozenset(
    "recognition classification extraction translation detection learning answering generation summarization summarisation parsing disambiguation resolution "
    "labeling labelling tagging analysis understanding inference prediction segmentation retrieval linking identification processing modeling "
    "estimation minimization optimization regression verification induction completion simplification correction induction".split()
)


def _shape(one: Candidate, texts: tuple[str, str]) -> None:
    """Adds the features of the form of a name."""
    name = one.name
    signs = one.features
    kind = "lower" if name == name.lower() else "words" if " " in name.strip() else shaped(name) or "lower"
    signs.add(f"shape-{kind}")
    if one.long:
        signs |= _long(texts[one.long[0]][one.long[1] : one.long[2]], texts[0])
        signs.add("short-heard" if heard(one.key) else "short-unheard")
        if len(name) < 3:
            signs.add("pair-two")
    else:
        signs.add("heard" if heard(one.key) else "unheard")
    _letters(one, kind)
    if kind == "lower":
        _lower(name, one.key, signs)
    if kind == "weak" and one.key in texts[1].partition("http")[0]:
        signs.add("small-too")
    if one.key in known():
        signs.add("known-short" if one.long else "known")  # short forms are taken again and again
    if kind == "words":
        if KINDS.get(one.key.rpartition(" ")[2]) in ("dataset", "benchmark", "software"):
            signs.add("words-kind")
        if any(word not in ordinary() for word in one.key.split()):
            signs.add("strange-words")
    elif kind != "lower":
        signs.add("ordinary" if one.key in ordinary() else "strange")


def _letters(one: Candidate, kind: str) -> None:
    """Adds the features of the letters of a name."""
    name, signs = one.name, one.features
    if any(map(str.isupper, name)) and any(map(str.islower, name.rstrip("s"))) and " " not in name:
        signs.add("mixed")
    if kind == "strong" and any(
        part[1:] != part[1:].lower() and part != part.upper() for part in name.rstrip("s").split("-")
    ):
        signs.add("camel")
    if "\\" in name or "$" in name:
        signs.add("latex")
    if name[-1:].isdigit():
        signs.add("digit-end")
    if len(one.key) < 2 and one.key.isascii():
        signs.add("letter")


def _long(long: str, title: str) -> set[str]:
    """The features of a long form."""
    signs = {"pair", "long-upper" if long[:1].isupper() else "long-lower"}
    if long.rpartition(" ")[2].lower() in _TASKS:
        signs.add("long-task")
    form = plain(long)
    signs.add("long-heard" if heard(form) else "long-unheard")
    if form in known():
        signs.add("known")
    if (at := title.lower().find(form)) >= 0:
        signs.add("long-in-title")
        if not at and title[len(form) : len(form) + 1] in (":", "?"):
            signs.add("title-long")
    return signs


def _lower(name: str, key: str, signs: set[str]) -> None:
    """Adds the features of the form of a term in small letters: many are no names but descriptions."""
    words = key.split()
    last = words[-1]
    if last in KINDS:
        signs.add("ends-kinds" if last.endswith("s") else "ends-kind")
    elif last.endswith("s") and not last.endswith("ss"):
        signs.add("ends-s")
    if last.endswith(("ing", "ion", "ity")):
        signs.add("ends-ing")
    if "-" in key:
        signs.add("hyphen")
    if len(words) == 1:
        signs.add("one-word")
    if "$" in name or any(word not in ordinary() for word in words):
        signs.add("strange-words")
    elif len(words) == 1:
        signs.add("plain-word")


def _counted(one: Candidate, low: tuple[str, str], links: str) -> int:
    """Adds the features of how often and where a name stands; returns how often."""
    body = [seen for seen in one.seen if seen.place]
    times = low[1].count(one.key) if len(one.key) > 2 else len(body)
    one.features.add("times-" + ("0" if times == 0 else "1" if times == 1 else "2" if times == 2 else "many"))
    if body and body[0].sentence == 0:
        one.features.add("first-sentence")
    if (at := low[0].find(one.key)) >= 0:
        one.features.add("in-title")
        if low[0][:at] in ("", "the ") and not one.features & {
            "title-first",
            "title-colon",
            "title-comma",
            "title-long",
        }:
            one.features.add("title-named" if low[0][at + len(one.key) :][:1] == ":" else "title-starts")
    squeezed = one.key.replace(" ", "").replace("-", "")
    if len(squeezed) > 2 and squeezed in links:
        one.features.add("in-link")
    return times
