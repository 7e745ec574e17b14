"""The names of a list in whatever form they are printed: given name first, inverted, with initials behind, the first inverted.

    Ann Author, Bo Builder and Cy Smith            Author, A., & Builder, B.
    Author A, Builder BC, van der Velde A          Author, Ann, Bo Builder, and Cy Smith

Words and marks that part names in other languages are read as commas; marks of affiliation stay out of the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.bodies import is_group
from kg.names import PARTICLES, SUFFIXES, spans, split
from kg.records import NameAsPrinted
from kg.sources import _listing_names as name_lists
from kg.sources._listing_names import NameList, Printed

_WIDE = str.maketrans("，、；", ",,;")
BETWEEN = "with|y|e|og|och|avec|mit|con|i|en|ja|és|ve|và|και|oraz|ile|și|ir|un|و"
"""The words that part the last two names of a list in languages other than those `kg.names` knows, as a pattern."""
_OTHER_WORDS = frozenset([*BETWEEN.split("|"), "a", "和", "与"])
_OTHER_AND = re.compile(
    rf"(?<=[\w.,*†‡])(?P<word>\s+(?:(?:{BETWEEN})(?<!\sen)|en(?=\s+(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w-]+ (?:v[ao]n|de|ter|ten) ))|a(?=\s+(?:[^\W\d_a-z][\w.]{{0,20}}\s){{1,2}}[^\W\d_a-z]{{2}})|和|与)\s+)(?=\w[^,;]*\s[^,;]*$|\w[^,;.]*,\s(?:[^\W\d_a-z]\.[\s-]?)+$|\w[^,;.]*,\s[^\W\d_a-z][^,;]*$|[\u3040-\u9fff\uac00-\ud7af]{{2,6}}$)"
)
"""A word that parts the last two names, in other languages than those `kg.names` knows; what follows has two words at least."""
_MARK_COMMA = re.compile(r"(?<=[\d*†‡§¶¹²³⁰⁴-⁹])[,，]\s?(?=[\d*†‡§¶¹²³⁰⁴-⁹])")
_COMMA_BEFORE_MARK = re.compile(r"[,，]\s?(?=[\d*†‡§¶¹²³⁰⁴-⁹])")
_NO_CASE = re.compile(
    r"(?:[々\u3040-\u9fff\uac00-\ud7af]{2,6}|[々\u3040-\u9fff\uac00-\ud7af]{1,4}[ \u3000][々\u3040-\u9fff\uac00-\ud7af]{1,5})\s*(?:[,;]|$)"
)
"""A list that begins with a name in a script where the family name stands first without a comma."""
_NO_NAME_THERE = re.compile(
    r"(?:査読|招待|筆頭|責任|国際共著|情報$|所属|講演|発表|論文|书籍|書籍|出版|研究|教授|大学|學院|学院|学会|学位|課題|業績|キーワード|年$|月$)"
)
"""Words of pages in these scripts that are in no name: labels, institutions and offices."""
_WIDE_WORDS = re.compile(
    r"[々\u3040-\u9fff]{1,12}[ \u3000]+[々\u3040-\u9fff]{1,20}[ \u3000]+[々\u3040-\u9fff]|[\u30a0-\u30ff]{2,12}[ \u3000][\u30a0-\u30ff]{2,12}(?:\s\(|$)"
)
"""Three words of Chinese or Japanese script between blanks, or two that say how a name is spoken."""
_SEPARATORS = (";", "，", "、", "；", " · ")
_SERVICES = ("DOI", "PDF", "WoS", "Scopus", "BibTeX", "Google")
"""What links below an entry are labelled with, and no name has."""
_FEW = 7
"""With so many separators behind the first comma, all parts must be names; in longer lists a few may not."""
_PARTING_WORDS = _OTHER_WORDS | {"and", "und", "et", "AND", "UND", "ET", "&"}
_AFFILIATION = re.compile(
    r"(?<=[\w.*†‡])\s\((?P<name>(?!eds?\b|hrsg|[\d*†‡])[^()]{2,150})\)(?=\s*(?:[,;·&]|$|and\b|\())", re.IGNORECASE
)
_EQUAL = re.compile(r"\s\([*†‡]?\s?(?:=\s?|denotes\s)?equal(?:ly)?\scontribut[^()]{2,30}\)$", re.IGNORECASE)
_MORE_AUTHORS = re.compile(r",\s\+\s?\d{1,4}\s(?:more\s)?authors?(?=,|$|\s[^\W\d_a-z])")
"""What a search page prints for the names in the middle of a list that it does not show."""
_MOST_BEFORE = 40
_KEPT = 1000
_LONGEST = 100
_SHORT = 600
_INITIALS_BEHIND = re.compile(r"\s[^\W\d_a-z]{1,4}(?=\s*(?:[,;.]|$|\s(?:and|&|Jr|Sr|II)))")
_LAST_OF_MANY = re.compile(r"\band\s|&|,.*,")
_FAMILY_IN_CAPITALS = re.compile(r"\s(?:[^\W\d_a-z]|-){2,}$")
_JOINT = re.compile(r",?\s(?:and|&)\s")
_FIRST_OF_LIST = re.compile(r"\s*(\S(?:(?!\s(?:and|und|et|AND|UND|ET|&)\s)[^,;]){0,200}?)\s*[,;]")
_VANCOUVER = re.compile(
    r"(?P<family>\S[^,;]{0,60}?)\s(?P<initials>(?:[^\W\d_a-z]\.?[-‐ ]?){0,3}[^\W\d_a-z]\.?)(?:\s(?P<suffix>Jr|Sr|II|III)\.?)?"
)


def people(text: str) -> NameList | None:
    """The names of a text that is a list of names in one of the forms; None when it is none."""
    return _seen_again(text) if len(text) <= _KEPT else _people(text)


@lru_cache(maxsize=2048)
def _seen_again(text: str) -> NameList | None:
    """As `people`: the beginning of a list is looked at several times, by each layout and in each order."""
    return _people(text)


def _people(text: str) -> NameList | None:
    if len(text) < 2 or text[0] in '(["“«<' or any(map(text.__contains__, _SERVICES)) or _is_no_name(text):
        return None
    if text[-1] == ")" and (group := _FOR_A_GROUP.search(text)):
        text = text[: group.start()]
    if "+" in text and (more := _MORE_AUTHORS.search(text)):
        gap = "" if text[more.end() : more.end() + 1] in (",", "") else ","  # "A. Author, +6 authors B. Builder"
        found = _people(text[: more.start()] + gap + " " * (len(more[0]) - len(gap)) + text[more.end() :])
        return NameList(found.names, True, found.marks, found.affiliations) if found else None
    found = _affiliated(text) if "(" in text else _evened(text, _any_form)
    return found if found and found.names else None


_FOR_A_GROUP = re.compile(r"\s\((?:for |on behalf of )?(?:[Tt]he )?[^()]{2,80}[Cc]ollaborations?\)$")
"""For whom the authors wrote: "A. Author et al. (Harbour Collaboration)"."""


def _is_no_name(text: str) -> bool:
    """Whether the first part of a text, in which all parts must be names, has a word that no name has: most titles are told so.

    It is what `_any_form` finds out as well, at a much higher price. The last words may be marks of affiliation or initials.
    """
    if len(text) > _SHORT or any(map(text.__contains__, _SEPARATORS)):
        return False
    first, comma, rest = text.partition(",")
    words = first.split()
    if all(map(name_lists.is_word, words[:-2])) or not first[0].isalpha() or " (" in first:
        return False  # what stands in brackets may be an affiliation
    if comma and rest.count(",") + len([word for word in rest.split() if word in _PARTING_WORDS]) > _FEW:
        return False
    bare = first.rstrip(" .")
    if not _PARTING_WORDS.isdisjoint(words) or not bare or name_lists.mark_behind(bare) or is_group(first):
        return False
    return not ((not comma and name_lists.trimmed(text)[1]) or _NO_CASE.match(text))


def _affiliated(text: str) -> NameList | None:
    """The names of a list in which affiliations stand in brackets behind them: "Ann Author (Coastal University), Bo Builder"."""
    bare = _EQUAL.sub(lambda match: " " * len(match[0]), text)
    bare = _AFFILIATION.sub(lambda match: " " * len(match[0]), bare)
    found = None if "(" in bare else _evened(bare, _any_form)
    if found is None:
        return None
    places: dict[int, tuple[int, int]] = {}
    for match in _AFFILIATION.finditer(_EQUAL.sub("", text)):
        before = [start for _, start, end in found.names if end <= match.start()]
        if not before or before[-1] in places:
            return None  # what stands in brackets belongs to no name
        places[before[-1]] = match.span("name")
    return NameList(found.names, found.truncated, found.marks, places)


_OF_JOURNALS = re.compile(r"\s[A-Z]?\d{2,4}$|(?<![\w.])(?!(?:Chr|Jos|Geo|Alex|Fred)\.)[A-Z][a-z]{2,9}\.\s")
"""What stands in the short names of journals and in no name: a number behind a blank, an abbreviated word ("Phys. Rev. E 101")."""
_NAME_PART = re.compile(r"[^,;]{2,60}")


def people_before(text: str, start: int) -> tuple[NameList, int] | None:
    """The names that stand from `start` up to a comma behind which something else follows, and where they end.

    What follows must be something that no name can be: "A. Author, B. Builder, Phys. Rev. E 101, 3 (2020)".
    """
    at = start
    for _ in range(_MOST_BEFORE):
        comma = text.find(", ", at)
        part = _NAME_PART.match(text, comma + 2) if comma >= 0 else None
        if part is None:
            return None
        if _OF_JOURNALS.search(part[0]) or people(part[0].removeprefix("and ").strip()) is None:
            names = people(text[start:comma])
            return (names, comma) if names else None
        at = comma + 2
    return None


def given_first(text: str) -> NameList | None:
    """As `kg.sources._listing_names.given_first`, with marks and words of other languages."""
    return _evened(text, name_lists.given_first)


def inverted(text: str, sure: bool = False) -> NameList | None:
    """As `kg.sources._listing_names.inverted`, with marks and words of other languages."""
    return _evened(text, lambda even: name_lists.inverted(even, sure))


def behind(text: str) -> NameList | None:
    """The names of a list in which initials without full stops stand behind the family names: "Author AB, Builder C"."""
    return _evened(text, _behind)


def _any_form(even: str) -> NameList | None:
    if even[:1] > "\u3000":
        if _WIDE_WORDS.match(even):
            return None
        if _NO_CASE.match(even):
            return None if _NO_NAME_THERE.search(even) else name_lists.given_first(even)
    if len(even) > _SHORT and not name_lists.begin_long(even):
        return None
    body, truncated = name_lists.trimmed(even)
    if ";" not in body and len(even) <= _SHORT:
        # Most lists, and most texts that are none, are told by their parts alone.
        found = spans(body)
        if name_lists.are_no_names(body, found):
            return None
        if names := name_lists.plain(body, found, truncated):
            return names
    return _behind(even) or _first_inverted(even) or name_lists.inverted(even) or name_lists.given_first(even)


def _evened(text: str, read: Callable[[str], NameList | None]) -> NameList | None:
    """What is read of a text made even, with names and marks as they stand in the text itself."""
    even = _even(text)
    found = read(even)
    if found is None or even == text:
        return found
    names = [(_as_printed(name, text, start), start, end) for name, start, end in found.names]
    marks = {start: _original(mark, text, start, end) for _, start, end in names if (mark := found.marks.get(start))}
    return NameList(names, found.truncated, marks)


def _even(text: str) -> str:
    """The text, at equal length, with the commas and "and" of other languages made plain and commas among marks taken out."""
    even = text.translate(_WIDE) if "，" in text or "、" in text or "；" in text else text
    if "^" in even:
        even = _RAISED.sub(lambda found: "*" * len(found[0]), even)
    if " · " in even:
        even = even.replace(" · ", " , ")
    if ", " in even and any(map(even.__contains__, _SIGNS_OF_DEGREES)):
        even = _DEGREE.sub(lambda found: found["family"] + " " * len(found["degrees"]), even)
    if _RESPECT.search(even):
        even = _RESPECT.sub(lambda found: " " * len(found[0]), even)
    if "," in even and _COMMA_BEFORE_MARK.search(even):
        even = _MARK_COMMA.sub(lambda m: "*" * len(m[0]), even)
    if "," in even or len(even) < 200:
        tail = max(len(even) - 200, 0)
        worded = not _OTHER_WORDS.isdisjoint(even[tail:].split())
        last = _OTHER_AND.search(even, tail) if worded else None
        if last and not _in_one_name(even, last) and not re.search(r"\sand\s|&", even[tail:]):
            start, end = last.span("word")
            even = f"{even[:start]}{';' if ';' in even else ','}{' ' * (end - start - 1)}{even[end:]}"
    return even


_RAISED = re.compile(r"(?<=[^\W\d_.])\^(?:\{[^{}]{1,12}\}|[\d*†‡§,]{1,6})")
"""A raised mark as LaTeX prints it: "A. Author^{1,2}"."""
_SIGNS_OF_DEGREES = ("D", "MPH", "RN", "M.Sc", "MSc", "MBA", "MBBS", "FR")
_DEGREE = re.compile(
    r"(?<=[^,;\s]\s)(?P<family>[^\W\d_][\w'’-]+)(?P<degrees>(?:,\s(?:Ph\.?\s?D|M\.?D|D\.?Phil|DrPH|DVM|DDS|PharmD|MPH|MBBS|MBA|M\.?Sc|RN|DNP|FRCP|FACS|EdD)\b\.?)+)(?=,|;|$|\s(?:and|&)\s)"
)
"""Degrees behind a family name that a given name or initials stand before: elsewhere they may be initials."""
_RESPECT = re.compile(
    r"(?:^|(?<=[,;&]\s)|(?<=\band\s))(?:(?:Assoc|Asst|Dr|Prof|Mr|Mrs|Ms|Dipl\.-Ing)\.?\s)+(?=[^\W\d_a-z](?:\.|[^\W\d_]{1,20}\s))"
)
"""Words of respect before a name."""


def _in_one_name(text: str, word: re.Match[str]) -> bool:
    """Whether a word that may part two names stands within the first half of an inverted one: "Vega y Luna, Ana"."""
    before = text[max(text.rfind(";", 0, word.start()), 0) : word.start()]
    behind = text[word.end() :].rstrip(" .")
    return "," in behind and len(behind.partition(",")[2].split()[0].rstrip(".")) > 1 and "," not in before


def _as_printed(name: NameAsPrinted, text: str, start: int) -> NameAsPrinted:
    printed = text[start : start + len(name.printed)]
    return name if printed == name.printed else _printed_as(name, printed)


def _printed_as(name: NameAsPrinted, printed: str) -> NameAsPrinted:
    """The same name as it stands in the text."""
    return NameAsPrinted(printed, name.given, name.particle, name.family, name.suffix, name.literal)


def _original(mark: str, text: str, start: int, end: int) -> str:
    return text[start:end][-len(mark) :].strip()


def _behind(text: str) -> NameList | None:
    """The names of a list with initials behind the family name and no full stops: "Author AB, van der Velde A"."""
    body, truncated = name_lists.trimmed(text)
    if not _INITIALS_BEHIND.search(body, 0, 100):
        return None
    first = _FIRST_OF_LIST.match(body)
    if first and not _VANCOUVER.fullmatch(first[1]) and not is_group(first[1]):
        return None
    found: list[Printed] = []
    for start, end in spans(body):
        printed = body[start:end]
        name = _initials_again(printed) if len(printed) <= _LONGEST else _initials_behind(printed)
        if name is None:
            return None
        found.append((name, start, end))
    if not any(not name.literal for name, _, _ in found):
        return None
    name, start, end = found[-1]
    if len(found) > 1 and name.printed.endswith(".") and "." not in body[: end - 1] and not name.literal:
        # "Author AB, Builder C.": the full stop ends the list
        found[-1] = (_initials_again(name.printed[:-1]) or name, start, end - 1)
    return NameList(found, truncated)


@lru_cache(maxsize=1 << 12)
def _initials_again(printed: str) -> NameAsPrinted | None:
    return _initials_behind(printed)


def _initials_behind(printed: str) -> NameAsPrinted | None:
    """A name with initials behind the family name, or a body; None for anything else."""
    parts = _VANCOUVER.fullmatch(printed)
    if (
        parts
        and parts["initials"].isupper()
        and name_lists.are_words(parts["family"], 4)
        and "." not in parts["family"]
    ):
        words = parts["family"].split()
        cut = 0
        while cut < len(words) - 1 and words[cut] in PARTICLES:
            cut += 1
        particle, family = " ".join(words[:cut]), " ".join(words[cut:])
        return NameAsPrinted(printed, parts["initials"], particle, family, parts["suffix"] or "")
    return split(printed) if is_group(printed) else None


def _first_inverted(text: str) -> NameList | None:
    """The names of a list of which only the first is inverted: "Author, Ann, Bo Builder, and Cy Smith".

    A word before the last of them, "et al." or family names in capitals (ISO 690) show that.
    """
    if "," not in text or not _LAST_OF_MANY.search(text[-100:]):
        return None
    body, truncated = name_lists.trimmed(text)
    parts = [] if ";" in body else spans(body)
    if len(parts) < 3:
        return None
    first, given, *others = (body[start:end] for start, end in parts)
    shown = truncated or _JOINT.search(body[parts[-2][1] : parts[-1][0]])
    if not (shown or (first.isupper() and all(map(_FAMILY_IN_CAPITALS.search, others)))):
        return None
    family = [word for word in first.split() if word not in PARTICLES]
    if (
        others[0].lower() in SUFFIXES
        or len(family) > 2
        or not name_lists.are_words(first, 4)
        or not name_lists.are_words(given, 4)
        or (len(given.split()) > 1 and len(family) > 1)
        or "," not in body[parts[0][1] : parts[1][0]]
    ):
        return None
    if not (len(parts) % 2 or len(family) == 1 or " " not in given):
        return None
    if not all(name_lists.is_given_first(one) and len(one.split()) > 1 for one in others):
        return None
    start, end = parts[0][0], parts[1][1]
    rest = [(split(one), *place) for one, place in zip(others, parts[2:], strict=True)]
    return NameList([(split(body[start:end]), start, end), *rest], truncated)
