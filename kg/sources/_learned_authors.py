"""The authors of an entry that the tagger of pages found: read in the stretch it holds to be names, or beside the title where it holds none.

Names on several lines or cells, which it parts, are read together where nothing but marks, offices and shares stands between them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.names import fold
from kg.records import NameAsPrinted, Remark
from kg.sources._learned_names import names, throughout
from kg.sources._learned_tagger import Entry, Part
from kg.sources._listing_lines import Draft
from kg.sources._listing_names import NameList, Printed
from kg.sources._listing_sections import IMPLIED
from kg.sources._listing_turned import is_given

IS_SURE = 0.9
"""No part that was learnt to be one is surer than this."""
_LEAD = re.compile(
    r"\W{0,3}(?:joint(?:ly)? (?:work )?)?(?:(?P<joint>(?:(?i:with|mit|avec|con|com|cu|cum|med|wraz z|bersama|samen met|met|dengan|v zaharie|m\.m\.v\.|avec la collaboration de"
    r"|en colaboración con|in collaboration with|σε συνεργασία με|με|ihop med|sammen med|saman med|zusammen mit|gemeinsam mit|w(?:e?spół|spólnie) z|s\spol\.|совместно с|в соавт(?:орстве|\.)? с[о]?|у співавт(?:орстві|\.)? з"
    r"|coauth(?:or)?s?:?|co-?authors?:?|jt|jtly|joint with|בשיתוף עם|יחד עם|עם|بالاشتراك مع|بالتعاون مع|مشترك مع|مع|با همکاری|به همراه|به اشتراک)(?:\s(?:the|la|le|τη|την|τον|τους|τις|το|د\.|أ\.))?|w\.|m\.|[sz]|s[au]|с|са|з))"
    r"|(?i:edited by|by|par|por|door|oleh|przez|a cura di|a cargo de|sous la dir(?:ection|\.) d[e’']|hrsg\.? von|herausgegeben von|unter mitarbeit von)|(?P<of>[Vv]on))\s+"
)
"""Words before names that say that these wrote a work, or wrote it with others."""
_DATE_BEFORE = re.compile(
    r"(?:\d{1,2}\.?\s)?(?i:jan|feb|fev|mar|apr|abr|avr|may|mai|maj|jun|jul|aug|ago|sep|set|oct|okt|out|nov|dec|dez|dic)[a-zû]{0,6}\.?,?\s(?:(?:19|20)\d\d|['’]?\d\d)[:.,]?\s+(?=[^\W\d_])"
)
"""A month before names: "Sept 94 Okonjo"."""
_CUT_BEFORE = re.compile(
    r"(?<![\w.])(?:[א-ת]['׳]|[\u0600-\u06ff]\.|[\u0900-\u097f]{1,3}\.)\s?$|(?<![\w.])(?:(?:(?!(?:Cf|Id|Ed|Sr|Dr|Mr|Ms|St|No|Nr|Hg|In|Vs|Op|Fr|Br|Ps)\.)[A-ZÀ-Þ][a-zà-ž]?\.(?:[ -]|\n(?!\s))?){1,3}|(?:von|van|de|der|den|del|della|di|da|dos|du|la|le|ten|ter)\s){1,3}$"
)
_CUT_BEHIND = re.compile(
    r"(?:,\s?(?:[A-ZÀ-Þ]\.?[ -]?){1,3}| [A-ZÀ-Þ]{1,3})(?=\s\(?(?:19|20)\d\d|[,.);*†‡#]|\s*$)"
    r"|,\s?(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?<=\.)(?=\s(?:[A-ZÀ-Þ][a-zß-ÿ]+[\s,:]|[“\"«„]))",
    re.MULTILINE,
)
"""Initials and particles before the first of names and initials behind the last, which belong to them."""
_PARTS_NAMES = re.compile(r"[,;&]|\s(?:and|und|et|y|e)\s")
_WIDE = 4
"""So many blanks part two columns."""
_LONGEST = 1000
_OPENING = re.compile(r"(?:\s?:\s*|\s\(|[.,]\s+)[\"“„«»‘'(\[]{0,2}$")
"""What stands between names and a title, or the year before it."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BREAK = re.compile(r"(?:;|\.\s[–—-]|\s[–—]|(?<![^\W\d_])\d{1,3}[.)\]]|[»”\"]\.?)\s+")
"""Where an entry may begin within a line."""


def take_authors(draft: Draft, part: Part, text: str, base: int, within: tuple[int, int]) -> int:
    """Takes names as the authors, behind the word that stands before them; what cannot be names is left over.

    What stands outside `within` is of other parts. Returns where the names end.
    """
    start, end = _with_initials(text, part.start - base, part.end - base, within)
    if any(one.start < base + end and one.end > part.end for one in draft.pieces):
        end = part.end - base  # what stands behind was taken for a venue
    if any(one.start < part.start and one.end > base + start for one in draft.pieces):
        start = part.start - base  # what stands before was taken with a venue
    dated = _DATE_BEFORE.match(text, start, end)
    start = dated.end() if dated else start
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    printed = text[at:end].rstrip(" \t\r\n:;)")
    found = names(_parted(printed, part, base + at))
    if lead and lead["of"]:
        whole = text[start:end].rstrip(" \t\r\n:;)")
        its = names(whole)
        if its and (found is None or _is_inverted(found)):  # "von Okonjo, B.": the word is part of the name
            lead, at, found, printed = None, start, its, whole
    if found is None or draft.work.contributions:
        draft.left_at("authors", part.start, part.end)
        return part.end - base
    if dated:
        draft.left_at("date", base + dated.start(), base + dated.end())
    if lead:
        draft.furniture("label", base + start, base + at)
        if lead["joint"]:
            message = "The owner of the page wrote it with those named; the order of authors is not known."
            draft.remarks.append(Remark(IMPLIED, message, "contributions"))
    draft.authors_in(printed, base + at, found)
    draft.confidence["contributions"] = IS_SURE
    return end


def _is_inverted(found: NameList) -> bool:
    """Whether the first name of a list has its family name first."""
    first = found.names[0][0]
    return bool(first.given) and not first.printed.startswith(first.given)


def _with_initials(text: str, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
    """A stretch of names with the initials at its ends that were cut off, as far as they lie `within`."""
    before = _CUT_BEFORE.search(text, max(within[0], start - 20), start)
    bare = text[max(start, end - 40) : end].rpartition(" ")[2]
    behind = (
        _CUT_BEHIND.match(text, end, max(end, within[1])) if len(bare) > 2 and bare.replace("-", "").isalpha() else None
    )
    return before.start() if before else start, behind.end() if behind else end


def _parted(text: str, part: Part, base: int) -> str:
    """The text of names, which stands at `base`, with a semicolon where a tab or wide space parts two cells of a table, if nothing else parts names there."""
    if _PARTS_NAMES.search(text):
        return text
    letters = list(text)
    for one, after in itertools.pairwise(part.segments):
        at = one.end - base
        if one.after == "tab" and one.row == after.row and 0 <= at < len(letters):
            gap = text[at : after.start - base]
            if gap.isspace() and ("\t" in gap or len(gap) >= _WIDE):
                letters[at] = ";"
    return "".join(letters)


# --- where the tagger holds nothing to be the authors -----------------------------------------------------------------


def without_authors(draft: Draft, entry: Entry, text: str, base: int, around: tuple[int, int]) -> None:
    """Takes the authors of an entry of which the tagger parts them, or holds none to be: names alone between the entry before and its title.

    `around` says where the entry before ends and the next one begins.
    """
    unsure = [part for part in entry.parts if part.name == "unsure"]
    if len(unsure) > 1:
        _together(draft, entry, unsure, text, base)
    elif unsure:
        if unsure[0] is entry.parts[0] and len(entry.parts) > 1:
            _beside(draft, entry.parts[1].start, text, base, around[0])
    elif not any(part.name == "authors" for part in entry.parts):
        _beside(draft, entry.start, text, base, around[0])


def _together(draft: Draft, entry: Entry, unsure: list[Part], text: str, base: int) -> None:
    """Takes names that stand in several parts right behind each other, or the longer list where the first is the heading of the entry."""
    spans = [(one.start - base, one.end - base) for one in unsure]
    each = [throughout(text[start:end]) for start, end in spans]
    if len(each) < 2 or not all(each):
        return
    places = [number for number, part in enumerate(entry.parts) if part.name == "unsure"]
    start, end = spans[0][0], spans[-1][1]
    first, last = (found.names for found in (each[0], each[-1]) if found)
    if len(each) == 2 and len(first) == 1 and _family(first[0]) in map(_family, last):
        _take(draft, text, base, spans[1:], each[1:])  # "Author, A. Title / A. Author, B. Builder" (GOST)
    elif places[-1] - places[0] == len(places) - 1 and _BLANK_LINE.search(text, start, end) is None:
        if all(name.given or name.literal for found in each if found for name, _, _ in found.names):
            _take(draft, text, base, spans, each)
        elif end - start <= _LONGEST and (whole := throughout(text[start:end])):
            _take(draft, text, base, [(start, end)], [whole])


def _is_shown(name: NameAsPrinted) -> bool:
    """Whether a name shows itself to be one: by initials, a comma, or a given name that is known."""
    first = name.given.split(" ")[0]
    return bool(first) and ("," in name.printed or "." in first or len(first) == 1 or is_given(first))


def _family(name: Printed) -> str:
    return fold(name[0].family)


def _take(
    draft: Draft, text: str, base: int, spans: Sequence[tuple[int, int]], each: Sequence[NameList | None]
) -> None:
    """Takes the names found in stretches of a text that stands at `base`."""
    for (start, end), found in zip(spans, each, strict=True):
        if found and not any(one.start < base + end and base + start < one.end for one in draft.pieces):
            draft.authors_in(text[start:end], base + start, found)
            draft.confidence["contributions"] = IS_SURE


def _beside(draft: Draft, first: int, text: str, base: int, before: int) -> None:
    """Takes the names between the entry before, which ends at `before`, or the beginning of the line, and what comes `first` behind them."""
    upto = first - base
    if (opening := _OPENING.search(text, max(0, upto - 20), upto)) is None:
        return
    upto = opening.start()
    begin = max(before - base, text.rfind("\n", 0, upto) + 1, 0)
    for one in (begin, *(cut.end() for cut in _BREAK.finditer(text, begin, upto))):
        printed = text[one:upto]
        if not any(map(str.isalpha, printed)):
            return
        if (found := throughout(printed)) and any(_is_shown(name) for name, _, _ in found.names):
            _take(draft, text, base, [(one, upto)], [found])
            return
