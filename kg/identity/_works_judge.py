"""What is made of the evidence about two records: one work, perhaps one, or not; the one place where this is decided.

The rules are those of section 6 of the design: keys with a conflict check, title with year and authors where the title can tell
works apart, likeness in the same place and year; and vetoes. Nothing here is fitted to a collection.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kg.identity.decisions import Judgement, Verdict

LONG_TITLE = 20
"""Below this many letters a title is too common to tell works apart by itself ("Introduction", "Editorial")."""

LENGTHS = (LONG_TITLE, 2 * LONG_TITLE)
"""The numbers of letters at which titles are told apart by their length; nothing else of the length matters."""

UNLIKE = 0.6
"""Titles less alike than this contradict a shared identifier when the authors do not agree either."""

CANDIDATE = 0.5
"""What scores less is not said."""

MARGIN = 0.02
"""The best match of a record must be better than its next by this much, or none of the two is certain."""

PREPRINT_YEARS = 3
"""A preprint appears at most so many years before the publication."""

EXTENDED_YEARS = 5
"""A journal's version of a conference paper appears at most so many years after it."""

Relation = Literal["same", "other", ""]
"""Whether two values agree; '' where one side does not say or nothing can be concluded."""


class Evidence(Struct, frozen=True, gc=False):
    """All that a rule looks at about two records, with the values as printed; pairs are (left, right).

    likeness    of the titles, from 0 to 1; -1 where one has none. `only` holds the words one title has and the other has not
    length      letters in the shorter title; `recurring`: the title is one of columns and front matter, or comes back year by year
    numbers     whether the numbers in the titles agree; 'more': one has numbers the other has not
    notices     what the title says the text is: a correction or a comment
    forms       how it was presented where the title or the type says so: tutorial, panel, demo, poster, talk, abstract, review
    counts      authors on either side; `shared`: those on both; `cut`: the list says that there are more
    classes     text, book, thesis, dataset, software ...
    preprints   whether a side is a preprint, a report, or says no venue at all
    identifiers those both have; `contradicting`: two of one scheme that name different works ("doi 10.1/a and doi 10.1/b")
    together    whether one source lists both
    volume_of   how many works of unlike titles carry the shared identifier
    rival       a record that fits one of the two as well or better, and is not the other
    """

    titles: tuple[str, str] = ("", "")
    likeness: float = -1.0
    length: int = 0
    only: tuple[str, str] = ("", "")
    recurring: bool = False
    numbers: Literal["same", "more", "other"] = "same"
    notices: tuple[str, str] = ("", "")
    forms: tuple[str, str] = ("", "")
    authors: tuple[str, str] = ("", "")
    counts: tuple[int, int] = (0, 0)
    shared: int = 0
    cut: tuple[bool, bool] = (False, False)
    years: tuple[str, str] = ("", "")
    venues: tuple[str, str] = ("", "")
    venue: Relation = ""
    kinds: tuple[str, str] = ("", "")
    preprints: tuple[bool, bool] = (False, False)
    classes: tuple[str, str] = ("text", "text")
    pages: tuple[str, str] = ("", "")
    page: Relation = ""
    volumes: tuple[str, str] = ("", "")
    volume: Relation = ""
    identifiers: tuple[str, ...] = ()
    contradicting: str = ""
    together: bool = False
    volume_of: int = 0
    rival: str = ""

    @property
    def distance(self) -> int | None:
        """Years between the two; None where one does not say."""
        return _distance(*self.years)

    @property
    def whole(self) -> bool:
        """Whether the authors are the same: all of one list, or the beginning of one that is cut."""
        return _whole(self.counts, self.shared, any(self.cut))

    @property
    def most(self) -> bool:
        """Whether most of the authors are the same."""
        return most(self.counts, self.shared, any(self.cut))

    @property
    def place(self) -> bool:
        """Whether both appeared in one venue in one year."""
        return self.venue == "same" and self.distance == 0

    @property
    def crossed(self) -> bool:
        """Whether one is a conference's and the other a journal's."""
        return set(self.kinds) == {"conference", "journal"}


@lru_cache(maxsize=1 << 12)
def _distance(left: str, right: str) -> int | None:
    return abs(int(left) - int(right)) if left.isdecimal() and right.isdecimal() else None


@lru_cache(maxsize=1 << 12)
def _whole(counts: tuple[int, int], shared: int, cut: bool) -> bool:
    least, longest = sorted(counts)
    return 0 < least == shared and (least == longest or cut)


@lru_cache(maxsize=1 << 12)
def most(counts: tuple[int, int], shared: int, cut: bool) -> bool:
    """Whether more than half of the longer list of authors is on both sides, or all of the shorter where that is two at least."""
    return _whole(counts, shared, cut) or (shared >= 2 and (2 * shared > max(counts) or shared == min(counts)))


def judge(evidence: Evidence) -> Judgement:
    """What the evidence about two records comes to; a score below `CANDIDATE` means that nothing is said of them."""
    return replace(decided(evidence), evidence=sentence(evidence))


def decided(evidence: Evidence) -> Judgement:
    """What `judge` says, without the sentence on what was seen: of most pairs nothing is said, and none is needed."""
    if evidence.identifiers:
        return _by_identifier(evidence)
    rule, score, limits = _by_text(evidence)
    if score >= 0.9:
        rule, score = _as_version(evidence, rule, score)
    if score < CANDIDATE:
        return _made("different", score, "unlike")
    if veto := _veto(evidence):
        if score < 0.9 or evidence.likeness < 1:
            return _made("different", 0.0, "unlike", veto[1])
        return _made("different", 0.95, *veto)
    conflict = limits or _doubt(evidence)
    if conflict and score >= 0.9:
        score = 0.7 if evidence.likeness == 1 else 0.6
    elif conflict:
        score -= 0.1
    if score < CANDIDATE:
        return _made("different", score, "unlike", conflict)
    return _made("same" if score >= 0.9 else "candidate", score, rule, conflict)


def _made(verdict: Verdict, score: float, rule: str, conflict: str = "") -> Judgement:
    return Judgement(verdict, score, rule, "", conflict)


def _as_version(e: Evidence, rule: str, score: float) -> tuple[str, float]:
    """A match by text scores less where it is of two versions, or where place and year are not known to be the same."""
    if e.crossed:
        return "extended-version", 0.9
    if any(e.preprints) and e.venue != "same" and any(e.venues):
        return "preprint-and-published", min(score, 0.95)
    less = 0.0 if e.venue == "same" else 0.01
    less += 0.05 if e.forms[0] != e.forms[1] else 0.0
    less += 0.0 if e.distance == 0 else 0.01 if e.distance is None else 0.03
    return rule, max(score - less, 0.9)


# --- a shared identifier ---------------------------------------------------------------------------------------------


def _by_identifier(evidence: Evidence) -> Judgement:
    scheme = evidence.identifiers[0].partition(" ")[0]
    conflict = _against_identifier(evidence)
    if conflict and evidence.volume_of > 2:
        return _made("different", 0.0, "unlike", conflict)
    if conflict:
        return _made("candidate", 0.5, f"same-{scheme}", conflict)
    return _made("same", 1.0, f"same-{scheme}")


def _against_identifier(evidence: Evidence) -> str:
    """What contradicts that two records with one identifier are one work; '' when nothing does."""
    if evidence.likeness < 0:
        return ""
    if veto := _notice(evidence):
        return veto
    if evidence.likeness >= UNLIKE or not all(evidence.only):
        if evidence.likeness < 1 and evidence.numbers == "other":
            return f"The numbers in the titles differ: {_quoted(evidence.titles)}."
        return ""
    if evidence.volume_of > 2:
        return f"{evidence.volume_of} works of different titles have it: it names what they appeared in."
    percent = f"The titles are {evidence.likeness:.0%} alike"
    if not evidence.shared and all(evidence.counts):
        return f"{percent} and the two have no author in common."
    if not evidence.most or (evidence.distance or 0) > 1:
        return f"{percent} and the authors or years do not agree."
    return ""


# --- by title, authors, year and venue -------------------------------------------------------------------------------


_COMES_BACK = "Titles like this come back with every issue."


def _by_text(e: Evidence) -> tuple[str, float, str]:
    """The rule that speaks for one work, its score before vetoes and doubts, and what limits it."""
    if e.likeness == 1:
        return _equal_titles(e)
    if e.likeness < UNLIKE and not (_contained(e) and e.place):
        return "unlike", 0.0, ""
    if not e.shared:
        return "unlike", 0.0, ""
    if e.recurring:
        return "same-column", 0.0 if all(e.only) else _column(e), _COMES_BACK
    if not any(e.only) and e.likeness >= 0.8:
        return "alike-title-and-authors", _spelled(e), ""
    if _contained(e):
        return "longer-title-and-authors", _longer(e), ""
    return "near-title-and-authors", _near(e), ""


def _equal_titles(e: Evidence) -> tuple[str, float, str]:
    if e.recurring:
        if e.place and e.whole and (e.page == "same" or e.volume == "same"):
            return "same-column", 0.95, ""
        return "same-column", _column(e), _COMES_BACK
    if not all(e.counts):
        return _without_authors(e)
    if e.length < LONG_TITLE:
        sure = (e.whole and (e.place or e.page == "same" or (max(e.counts) > 1 and e.venue != "other"))) or (
            e.most and e.place
        )
        return "same-short-title-and-authors", 0.93 if sure else 0.6 * e.most, ""
    if e.whole:
        return "same-title-and-authors", 0.99, ""
    if e.most:
        return "same-title-and-authors", 0.97, ""
    if e.shared:
        return "same-title-and-author", 0.93 if e.place else 0.75, ""
    return "same-title", 0.65 if e.place else 0.0, "The two have no author in common."


def _column(e: Evidence) -> float:
    return 0.0 if not e.place else 0.7 if e.most or not any(e.counts) else 0.65 if e.shared else 0.0


def _without_authors(e: Evidence) -> tuple[str, float, str]:
    if e.length < LENGTHS[e.distance is None] or (e.distance or 0) > 1:
        return "same-title", 0.0, ""
    sure = e.distance == 0 and e.venue == "same" and e.length >= LENGTHS[1]
    return "same-title-year-and-venue", 0.9 if sure else 0.7, "" if sure else "One of the two names no authors."


def _spelled(e: Evidence) -> float:
    """Titles that differ in spelling only."""
    if e.most and (e.place or (e.length >= LONG_TITLE and e.venue != "other")):
        return 0.96 if e.place else 0.92
    return 0.92 if e.place and e.length >= LENGTHS[1] else 0.7


def _longer(e: Evidence) -> float:
    """One title is the other with more words: a subtitle, "Report on". What one source lists so may be two works."""
    if e.place and e.most:
        return 0.7 if e.together and e.likeness < 0.8 else 0.93
    return 0.65 if e.most or e.place else 0.0


def _near(e: Evidence) -> float:
    """Each title has a word that the other has not. What one source lists so are two works, unless the pages say otherwise."""
    if e.page == "same" and e.place and e.most:
        return 0.93
    if e.place and e.whole and not e.together and e.likeness >= 0.8:
        return 0.91
    if e.place and e.most:
        return 0.7
    return 0.55 if e.most and e.likeness >= 0.8 else 0.0


def _contained(e: Evidence) -> bool:
    return any(e.only) and not all(e.only)


# --- vetoes and doubts -----------------------------------------------------------------------------------------------


def _notice(e: Evidence) -> str:
    left, right = e.notices
    return f"One is a {left or right}, the other is not." if left != right else ""


def _veto(e: Evidence) -> tuple[str, str] | None:
    """What two records of one work cannot have: the rule and a sentence."""
    if notice := _notice(e):
        return "different-notice", notice
    classes = set(e.classes)
    if len(classes) == 2 and classes & {"dataset", "software"}:
        return "different-kind", f"One is a {e.classes[0]}, the other a {e.classes[1]}."
    if e.numbers == "other":
        return "different-number", f"The numbers in the titles differ: {_quoted(e.titles)}."
    if e.page == "other" and e.volume != "other" and e.place:
        return "different-pages", f"In one volume they stand on different pages: {e.pages[0]} and {e.pages[1]}."
    return None


def _doubt(e: Evidence) -> str:
    """What speaks against one work without ruling it out; '' when nothing does."""
    if e.rival:
        return f"Another record fits as well or better: {e.rival}."
    if e.contradicting:
        return f"They have different identifiers: {e.contradicting}."
    if e.classes[0] != e.classes[1]:
        return f"One is a {e.classes[0]}, the other a {e.classes[1]}."
    if e.numbers == "more" and e.likeness < 1:
        return "A number stands in one title only."
    if e.forms[0] != e.forms[1] and not e.place:
        return f"One is a {e.forms[0] or e.forms[1]}, the other is not said to be one."
    return _years(e) or _venues(e)


def _years(e: Evidence) -> str:
    distance = e.distance
    if not distance:
        return ""
    apart = f"The years {e.years[0]} and {e.years[1]} are too far apart."
    if any(e.preprints):
        preprint, other = e.years if e.preprints[0] else e.years[::-1]
        behind = int(other) - int(preprint)
        return "" if -1 <= behind <= PREPRINT_YEARS or (all(e.preprints) and distance <= PREPRINT_YEARS) else apart
    if e.crossed:
        journal, conference = e.years if e.kinds[0] == "journal" else e.years[::-1]
        return "" if 0 <= int(journal) - int(conference) <= EXTENDED_YEARS else apart
    if e.venue == "same" and "conference" in e.kinds:
        return f"They are of different editions of a conference: {e.years[0]} and {e.years[1]}."
    return apart if distance > 1 else ""


def _venues(e: Evidence) -> str:
    if any(e.preprints) or e.venue != "other":
        return ""
    if e.crossed and e.likeness == 1 and e.whole and not any(e.forms):
        return ""
    return f"They appeared in different places: {e.venues[0]} and {e.venues[1]}."


# --- words -----------------------------------------------------------------------------------------------------------


_SCHEMES = {
    "doi": "DOI", "arxiv": "arXiv number", "dblp": "dblp key", "pmid": "PubMed number", "pmcid": "PubMed Central number",
    "hal": "HAL number", "acl": "ACL Anthology key", "openalex": "OpenAlex number", "isbn": "ISBN", "inspire": "INSPIRE number",
}  # fmt: skip
"""What readers call an identifier of a scheme."""


def _named(identifier: str) -> str:
    """An identifier ("doi 10.1/a") as a reader would call it: "the DOI 10.1/a"."""
    scheme, _, value = identifier.partition(" ")
    return f"the {_SCHEMES.get(scheme, f'{scheme} identifier')} {value}".rstrip()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(values: tuple[str, str]) -> str:
    return " and ".join(f"'{_on_one_line(value)}'" for value in values)


def sentence(e: Evidence) -> str:
    """What was seen, for a reader: what the two have in common, and where they are not the same."""
    if e.identifiers:
        return f"Both have {' and '.join(map(_named, e.identifiers))}."
    title = (
        f"the title '{_on_one_line(e.titles[0])}'"
        if e.likeness == 1
        else f"the titles {_quoted(e.titles)}, {max(e.likeness, 0):.0%} alike"
    )
    said = [f"Both have {title}" if e.likeness == 1 else f"They have {title}"]
    if e.distance == 0:
        said.append(f"the year {e.years[0]}")
    elif all(e.years):
        said.append(f"the years {e.years[0]} and {e.years[1]}")
    if e.venue == "same":
        said.append(f"the venue {e.venues[0]}")
    if not all(e.counts):
        said.append("authors named on one side at most")
    elif e.whole and e.counts[0] == e.counts[1]:
        said.append("the same author" if e.shared == 1 else f"the same {e.shared} authors")
    else:
        said.append(f"{e.shared} of {e.counts[0]} and {e.counts[1]} authors in common")
    if e.page == "same":
        said.append(f"the page {e.pages[0]}")
    return ", ".join(said[:-1]) + f" and {said[-1]}." if len(said) > 1 else said[0] + "."


# --- what would have decided otherwise -------------------------------------------------------------------------------


def changes(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The single changes of evidence that could decide otherwise, the smallest first, each with a phrase ("if both ...")."""
    e = evidence
    yield from _changes_for(e)
    if e.identifiers:
        yield "if they did not share an identifier", replace(e, identifiers=())
    if e.distance is not None or all(e.years):
        far = str(int(e.years[0]) + 10) if e.years[0].isdecimal() else ""
        yield "if the years were ten apart", replace(e, years=(e.years[0], far))
    if e.numbers == "same":
        yield "if the titles had different numbers", replace(e, numbers="other", likeness=min(e.likeness, 0.95))
    if not e.contradicting:
        yield "if they had different DOIs", replace(e, contradicting="two different DOIs")
    if e.shared:
        yield "if they had no author in common", replace(e, shared=0)
    yield "if the titles were quite different", replace(e, likeness=0.3, only=("one", "other"))
    if not e.identifiers:
        yield "if they shared a DOI", replace(e, identifiers=("doi",), contradicting="")


def _changes_for(e: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The changes that speak for one work."""
    if e.rival:
        yield "if no other record fitted as well", replace(e, rival="")
    if e.contradicting:
        yield "if they had no different identifiers", replace(e, contradicting="")
    if e.forms[0] != e.forms[1]:
        yield "if both were presented in the same way", replace(e, forms=(e.forms[0], e.forms[0]))
    if e.notices[0] != e.notices[1]:
        yield "if both or none were a correction or comment", replace(e, notices=("", ""))
    if e.classes[0] != e.classes[1]:
        yield f"if both were a {e.classes[0]}", replace(e, classes=(e.classes[0], e.classes[0]))
    if e.years[0] != e.years[1]:
        year = e.years[0] or e.years[1]
        yield f"if both gave the year {year}", replace(e, years=(year, year))
    if e.page != "same":
        yield "if both gave the same pages", replace(e, page="same")
    if e.venue != "same":
        kind = e.kinds[0] or e.kinds[1]
        yield "if both named the same venue", replace(e, venue="same", kinds=(kind, kind))
    if e.likeness < 1:
        yield "if the titles were the same", replace(e, likeness=1.0, only=("", ""), numbers="same")
    most = max(*e.counts, 1)
    if not e.whole:
        yield "if they had the same authors", replace(e, shared=most, counts=(most, most))
    if e.together:
        yield "if they were listed by two sources", replace(e, together=False)
    if e.recurring:
        yield "if the title did not come back with every issue", replace(e, recurring=False)
