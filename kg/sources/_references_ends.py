"""Rules after the tagger about stretches: a part begins behind a mark, and some stretches say by themselves what they are.

Editions, series, volumes of a book and names with a role are no title; a year before the place, and what a dash goes on with, is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.sources._references_features import Token, ends
from kg.sources._references_tagger import Part
from kg.sources._references_titles import REGIONS, is_of

_APPEARED = ("journal", "container-title")
_BEHIND = ("publisher", "location", "genre", *_APPEARED)
_MARKS = ("stop", "quote", "comma", "colon", "semicolon")
_LONGEST = 8
"""So many tokens may be moved to the part they begin."""
EDITION = re.compile(
    r"[(\[]?(?:(?:\d{1,2}(?:st|nd|rd|th|e|ed|nde?)?|first|second|third|fourth|fifth|sixth|seventh|revised|rev\.?|new|enlarged|expanded|"
    r"updated|and|&|neue|nouvelle|überarbeitete|erweiterte|\d{1,2}\.)\s){1,4}(?:edition|edn?|auflage|aufl|édition|éd)\.?[)\]]?[.,;]?",
    re.IGNORECASE,
)
SERIES = re.compile(
    r"(?:lecture notes|(?:under)?graduate texts|texts|monographs|springer (?:series|tracts)|mathematical surveys|research notes) "
    r"(?:in|on|and) ",
    re.IGNORECASE,
)
_OF_VOLUME = re.compile(
    r"(?:vols?\.?|volumes?|bd\.?|band|tome?|t\.) [\dIVX]{1,4}(?: (?:and|&|to) [\dIVX]{1,4})? (?:of|de) ", re.IGNORECASE
)
_ROLE = re.compile(r"[(\[](trans|transl|translators?|eds?|hrsg|hg)\.?[)\]][.,:;]*", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv)\.?,?", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_a-z]\.?,?")
_LEAD = re.compile(r"[^\w\s\"“«„‘'(\[]{1,3}")
_BEGINS_MEETING = re.compile(r"(?:IEEE|ACM|IEEE/ACM|ACM/IEEE|Proc\.)[,:]?")
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[.,;:]?")
_NUMBER = re.compile(r"\d{1,4}\.")
_JOINED = re.compile(r"[A-Z]{1,3}[.,]")
_OF_EDITORS = re.compile(
    r"[(\[]?(?:eds?|éds?|editors?|edited|hrsg|hg|dir|directors?|directed|producers?|produced|prod|coords?|orgs?|comps?|compilador|red|cura|trans|"
    r"translators?|translated|in|sous|von|by|par)[.)\],:;]*",
    re.IGNORECASE,
)
_DASH = re.compile(r"[-–—]")
_SHORTENED = frozenset(
    "univ ann annls conf proc trans tr symp int intl natl nat j jour bull rev arch archs lect commun lett acad z zeitschr ztschr".split()
)
"""Words that names of where something appeared begin with and that a full stop shortens."""
_VOLUMES = re.compile(r"\d{1,2} (?:vols?|volumes|bde|bände|tomes|vol\. set)\b[.,]*", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVX]{1,4}\.")
_ENDS_NONE = frozenset("of the and & for to with on from der des und für du et della".split())
_IN_TITLES = frozenset("the a an in of to with from as its le les der das".split())
_SMALL = frozenset("of for and on de du des la et und der für in".split())


def split(part: Part, *cuts: tuple[int, str]) -> list[Part]:
    """A part cut in several: before each cut what goes before, from each on a part of the name given with it; none is empty."""
    if not cuts:
        return [part]
    bounds = [(part.first, part.name), *cuts, (part.last, "")]
    return [
        Part(name, first, last, part.certainty)
        for (first, name), (last, _) in itertools.pairwise(bounds)
        if first < last
    ]


def last_stretch(tokens: Sequence[Token], part: Part, marks: Sequence[str] = _MARKS) -> int:
    """Where the last stretch of a part begins: behind the last mark before its last token, or where the part begins."""
    at = part.last - 1
    while at > part.first and ends(tokens[at - 1]) not in marks:
        at -= 1
    return at


def text_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The text of some tokens on one line."""
    return " ".join([token.text for token in tokens[first:last]])


# --- where a title ends ----------------------------------------------------------------------------------------------


def behind_mark(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Where nothing marks the end of a title, the part behind it begins behind the last mark: "Kilns. Harrow | Hill: Quay"."""
    found = list(parts)
    for i, (title, part) in enumerate(itertools.pairwise(parts)):
        if title.name != "title" or part.name not in _BEHIND:
            continue
        begin = last_stretch(tokens, title, ("stop", "comma", "quote"))
        if begin > title.first and _goes_with(tokens, title, begin, part):
            found[i] = Part("title", title.first, begin, title.certainty)
            found[i + 1] = Part(part.name, begin, part.last, part.certainty)
    return found


def _goes_with(tokens: Sequence[Token], title: Part, begin: int, part: Part) -> bool:
    """Whether the last stretch of a title, from a token on, is the beginning of the part behind."""
    last, following = tokens[title.last - 1].text, tokens[part.first].text
    alone = (
        part.last - part.first == 1 and part.name == "publisher" and last[-1] == "." and len(last) < 6
    )  # "Quay Univ. | Press,"
    if not (last[-1].isalnum() or alone) or not (following[0].isupper() or following[0].isdigit()):
        return False
    words = [token.text for token in tokens[begin : title.last]]
    main = [word for word in words if word[0].isalpha() and word not in _SMALL]
    if not main or len(words) > _LONGEST or not all(word[0].isupper() for word in main):
        return False
    if ends(tokens[begin - 1]) != "comma":
        return True
    placed = all(is_of(token, "place") or token.text.strip(".,") in REGIONS for token in tokens[begin : title.last])
    before = [token.text for token in tokens[title.first + 1 : begin] if token.text[0].isalpha()]
    small = sum(1 for word in before if word[0].islower())
    return part.name in _APPEARED and not placed and small * 2 >= len(before) > 0


def before_shortened(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title does not end in a shortened word of where it appeared: "Kilns, Harrow Univ. | Press", "Kilns, Ann. | de Marsh"."""
    found = list(parts)
    for i, (title, part) in enumerate(itertools.pairwise(parts)):
        if title.name != "title" or part.name not in _BEHIND or not _is_shortened(tokens[title.last - 1]):
            continue
        at = title.last - 1
        while at > title.first and (not ends(tokens[at - 1]) or _is_shortened(tokens[at - 1])):
            at -= 1
        words = [token.text for token in tokens[at : title.last] if token.text not in _SMALL]
        if title.first < at and len(words) < 5 and all(word[0].isupper() for word in words):
            found[i] = Part("title", title.first, at, title.certainty)
            found[i + 1] = Part(part.name, at, part.last, part.certainty)
    return found


def _is_shortened(token: Token) -> bool:
    return token.text[-1] == "." and token.text[0].isupper() and token.text[:-1].lower() in _SHORTENED


def goes_on(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title goes on where "of" ends it and names seem to follow, and behind a numeral that the title of a part follows.

    "The best tides of | J. G. Marsh." "Kilns of the north. II. | Glazes and ash. Journal of Harbours".
    """
    found = list(parts)
    for i, (title, part) in enumerate(itertools.pairwise(parts)):
        if title.name != "title":
            continue
        last = tokens[title.last - 1].text
        at = part.first
        if part.name in ("author", "editor") and last.lower() in _ENDS_NONE:
            at = _stop_from(tokens, part)
        elif part.name in _APPEARED and _NUMERAL.fullmatch(last) and ends(tokens[title.last - 2]) == "stop":
            at = _stop_from(tokens, part)
            at = at if part.first + 1 < at < part.last else part.first
        found[i] = Part("title", title.first, at if at > part.first else title.last, title.certainty)
        found[i + 1] = Part(part.name, at, part.last, part.certainty)
    return [part for part in found if part.first < part.last]


def _stop_from(tokens: Sequence[Token], part: Part) -> int:
    """Behind the first token of a part that ends a stretch."""
    return next(
        (at + 1 for at in range(part.first, part.last) if ends(tokens[at]) in ("stop", "comma", "quote")), part.last
    )


def own_stretches(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title ends before an edition, a series, "Vol. 2 of", a name with "(trans.)", and "IEEE" where nothing else says where it appeared."""
    appeared = any(part.name in _APPEARED for part in parts)
    return [
        piece
        for part in parts
        for piece in (split(part, *_own(tokens, part, appeared)) if part.name == "title" else (part,))
    ]


def _own(tokens: Sequence[Token], title: Part, appeared: bool) -> list[tuple[int, str]]:
    begins = [
        i for i in range(title.first + 1, title.last) if ends(tokens[i - 1]) in ("stop", "comma", "quote", "bracket")
    ]
    for i in begins:
        rest = text_of(tokens, i, min(i + 9, title.last))
        if EDITION.fullmatch(rest) and title.last - i < 9:
            return [(i, "edition")]
        if SERIES.match(rest) and tokens[i].text[0].isupper():
            return [(i, "container-title")]
        if _VOLUMES.fullmatch(rest):
            return [(i, "volume")]
        if match := _OF_VOLUME.match(rest):
            of = i + len(match[0].split()) - 1
            return [(i, "volume"), (of, "container-title")]
        if not appeared and _BEGINS_MEETING.fullmatch(tokens[i].text):
            return [(i, "container-title")]
    return with_role(tokens, title)


def with_role(tokens: Sequence[Token], part: Part) -> list[tuple[int, str]]:
    """The cuts around the name that "(trans.)" or "(ed.)" follows within a part; no title begins with one."""
    for at in range(part.first + 2, part.last):
        match = _ROLE.fullmatch(tokens[at].text)
        begin = last_stretch(tokens, Part("", part.first, at, 0), ("stop", "comma", "quote")) if match else 0
        if (
            match
            and part.first < begin + (part.name != "title")
            and 2 <= at - begin <= 4
            and tokens[begin].text[0].isupper()
        ):
            role = "translator" if match[1].lower().startswith("tr") else "editor"
            return [(begin, role), (at + 1, "container-title")]
    return []


def with_dash(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title goes on behind a dash that stands alone, to the end of the stretch."""
    found = list(parts)
    for i, (title, part) in enumerate(itertools.pairwise(parts)):
        if title.name == "title" and part.name in (*_APPEARED, "note", "publisher") and _dashed(tokens, part.first):
            end = next((at + 1 for at in range(part.first, part.last) if ends(tokens[at]) == "stop"), part.last)
            found[i] = Part("title", title.first, end, title.certainty)
            found[i + 1] = Part(part.name, end, part.last, part.certainty)
    return [part for part in found if part.first < part.last]


def _dashed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash that stands alone is before or behind a boundary."""
    return _DASH.fullmatch(tokens[at].text) is not None or _DASH.fullmatch(tokens[at - 1].text) is not None


def with_year(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A year between a title and a place is of the title where the date stands before: "(1999). Kilns: a report, | 1998. | Harrow"."""
    found = list(parts)
    for i in range(2, len(parts) - 1):
        title, year, behind = parts[i - 1 : i + 2]
        if title.name != "title" or year.name != "date" or behind.name not in ("location", "publisher"):
            continue
        dated = any(part.name == "date" and "(" in tokens[part.first].text for part in parts[: i - 1])
        if dated and year.last - year.first == 1 and _YEAR.fullmatch(tokens[year.first].text):
            found[i - 1 : i + 1] = [Part("title", title.first, year.last, title.certainty)]
            break
    return found


def before_editors(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """What stands between a title and "In" the editors of a book is of the title: "Kilns. | A tale of tides. | In C. Marsh (ed.), | Ferries"."""
    for i, (title, part, editors, book) in enumerate(zip(parts, parts[1:], parts[2:], parts[3:], strict=False)):
        if title.name != "title" or editors.name != "editor" or book.name not in _APPEARED:
            continue
        inside = tokens[editors.first].text.lower().rstrip(":") == "in"
        if inside and part.name in (*_APPEARED, "genre", "note") and ends(tokens[part.last - 1]) == "stop":
            return [*parts[:i], Part("title", title.first, part.last, title.certainty), *parts[i + 2 :]]
    return parts


def before_bracket(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Where a place or a publisher stands in a bracket, what is before it is of the title or book: "Kilns, tides, | fires (Harrow: Quay)"."""
    for i, (title, part) in enumerate(itertools.pairwise(parts)):
        open_end = ends(tokens[title.last - 1]) in ("comma", "")
        if title.name not in ("title", *_APPEARED) or part.name not in _BEHIND or not open_end:
            continue
        at = next((at for at in range(part.first, part.last) if tokens[at].text[0] == "("), part.first)
        if part.name in (*_APPEARED, "genre") and not any(one.text[-1] == ":" for one in tokens[at : part.last]):
            continue
        if part.first < at < part.first + 4 and not any(ends(token) for token in tokens[part.first : at]):
            grown = Part(title.name, title.first, at, title.certainty)
            return [*parts[:i], grown, Part(part.name, at, part.last, part.certainty), *parts[i + 2 :]]
    return parts


def imprint_in_title(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Where no part says where a book appeared, a known place and one name behind it, which end the title, do: "Kilns, Paris, Quay."."""
    if any(part.name in (*_BEHIND, "note") for part in parts):
        return parts
    for i, title in enumerate(parts):
        if title.name != "title":
            continue
        house = last_stretch(tokens, title, ("comma", "stop", "colon"))
        place = last_stretch(tokens, Part("", title.first, max(house, title.first + 1), 0), ("comma", "stop"))
        placed = title.first < place < house and all(is_of(token, "place") for token in tokens[place:house])
        named = title.last - house < 4 and all(token.text[0].isupper() for token in tokens[house : title.last])
        return (
            [*parts[:i], *split(title, (place, "location"), (house, "publisher")), *parts[i + 1 :]]
            if placed and named
            else parts
        )
    return parts


# --- where a title begins --------------------------------------------------------------------------------------------


def body_goes_on(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A name that nothing ends goes on with a small "of" or "for" to the next mark: "Board | of the Tides. Kilns"."""
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name != "author" or title.name != "title":
            continue
        if tokens[title.first].text not in _SMALL or not tokens[names.last - 1].text[-1].isalnum():
            return parts
        end = next(
            (at + 1 for at in range(title.first, title.last) if ends(tokens[at]) in ("stop", "colon")), title.last
        )
        rest = parts[i + 2 :]
        if end == title.last and rest and rest[0].name in (*_APPEARED, "publisher"):
            rest = [Part("title", rest[0].first, rest[0].last, rest[0].certainty), *rest[1:]]
        body = Part("author", names.first, end, min(names.certainty, title.certainty))
        return [
            *parts[:i],
            body,
            *([Part("title", end, title.last, title.certainty)] if end < title.last else []),
            *rest,
        ]
    return parts


def initials_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Marks, initials and "III." before a title, behind a name that nothing ends, are of the name: "Marsh, Clara | W . , III. Kilns"."""
    for number, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name != "author" or title.name != "title":
            continue
        at = title.first
        for i in range(title.first, min(title.first + 5, title.last - 1)):
            text = tokens[i].text
            if _LEAD.fullmatch(text) or _SUFFIX.fullmatch(text):
                at = i + 1
            elif not _INITIAL.fullmatch(text):
                break
        if at > title.first and tokens[names.last - 1].text[-1].isalnum() and ends(tokens[at - 1]):
            moved = [Part("author", names.first, at, names.certainty), Part("title", at, title.last, title.certainty)]
            return [*parts[:number], *moved, *parts[number + 2 :]]
        return parts
    return parts


def colon_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """One word with a colon behind names in full is of the title: "Clara Marsh, Dan Quill, KILN: | A town of ferries"."""
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name != "author" or title.name != "title" or names.last - names.first < 3:
            continue
        at = names.last - 1
        word, before = tokens[at], tokens[at - 1]
        single = word.text[-1] == ":" and ends(before) == "comma" and not is_of(word, "given")
        whole = single and ends(tokens[at - 2]) != "comma" and tokens[at - 2].text[0].isupper() and len(word.text) > 4
        if whole and len(before.text) > 3:
            moved = [Part("author", names.first, at, names.certainty), Part("title", at, title.last, title.certainty)]
            return [*parts[:i], *moved, *parts[i + 2 :]]
        return parts
    return parts


def joined_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """A title does not begin with a name like those before it, "Marsh CD. | Quill DD. Kilns": family name and joined initials."""
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name != "author" or title.name != "title" or not _JOINED.fullmatch(tokens[names.last - 1].text):
            continue
        at = title.first
        while at + 2 < title.last and tokens[at].text.isalpha() and _JOINED.fullmatch(tokens[at + 1].text):
            at += 2
        if at > title.first:
            moved = [Part("author", names.first, at, names.certainty), Part("title", at, title.last, title.certainty)]
            return [*parts[:i], *moved, *parts[i + 2 :]]
    return parts


def two_words_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Two words that may be a name but stand before "Two words:" are of the title: "Clara Marsh, | Red Kilns, Black Tides: A history"."""
    for i, (names, title) in enumerate(itertools.pairwise(parts)):
        if names.name != "author" or title.name != "title" or names.last - names.first != 4 or names.certainty > 0.95:
            continue
        at = names.first + 2
        form = [ends(token) for token in tokens[names.first : names.last]] == ["", "comma", "", "comma"]
        colon = any(token.text[-1] == ":" for token in tokens[title.first : title.first + 3])
        if (
            form
            and colon
            and not is_of(tokens[at], "given")
            and tokens[at].text[0].isupper()
            and len(tokens[at].text) > 3
        ):
            moved = [Part("author", names.first, at, names.certainty), Part("title", at, title.last, title.certainty)]
            return [*parts[:i], *moved, *parts[i + 2 :]]
    return parts


def authors_first(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Names first in a reference that no word says are those of editors are the authors."""
    for i, part in enumerate(parts[:2]):
        if part.name == "editor" and all(one.name == "citation-number" for one in parts[:i]):
            if any(_OF_EDITORS.fullmatch(token.text) for token in tokens[part.first : part.last]):
                return parts
            return [*parts[:i], Part("author", part.first, part.last, part.certainty), *parts[i + 1 :]]
    return parts


def without_title(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """Without a title: the first of two names of where it appeared, a number before the place, or the end of what was taken for names."""
    if any(part.name == "title" for part in parts):
        return parts
    for i, (part, following) in enumerate(itertools.pairwise(parts)):
        both = part.name in _APPEARED and following.name in _APPEARED
        if both and i and parts[i - 1].name in ("author", "date") and ends(tokens[part.last - 1]) == "stop":
            return [*parts[:i], Part("title", part.first, part.last, part.certainty), *parts[i + 1 :]]
    return _number_as_title(tokens, parts) or _before_journal(tokens, parts) or _behind_names(tokens, parts)


def _before_journal(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """The parts with the first sentence of what the names stand before as the title: "Marsh, C. 1990. | Kilns of the north. Tides 4: 1-9"."""
    for i, (names, part) in enumerate(itertools.pairwise(parts)):
        at = next((at + 1 for at in range(part.first, part.last - 1) if ends(tokens[at]) == "stop"), part.last)
        if names.name not in ("author", "date") or part.name not in _APPEARED or at == part.last or at - part.first < 3:
            continue
        venue = _is_shortened(tokens[at - 1]) or any(is_of(token, "meeting") for token in tokens[part.first : at])
        led = tokens[part.first].text.lower().rstrip(":") in ("in", "dans", "en")
        if not venue and not led and len(tokens[at - 1].text) > 4:
            return [*parts[: i + 1], *split(part, (part.first, "title"), (at, part.name)), *parts[i + 2 :]]
    return []


def _number_as_title(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """The parts with a number between names and a place as the title, if it is not the one date: "Marsh, C. | 1822. | Harrow: Quay, 1949"."""
    for i, (names, number, place) in enumerate(zip(parts, parts[1:], parts[2:], strict=False)):
        alone = number.last - number.first == 1 and _NUMBER.fullmatch(tokens[number.first].text)
        if names.name != "author" or place.name not in ("location", "publisher") or not alone:
            continue
        dated = any(part.name == "date" for part in parts[i + 2 :])
        if dated and number.name in ("date", "pages", "volume"):
            return [*parts[: i + 1], Part("title", number.first, number.last, number.certainty), *parts[i + 2 :]]
    return []


def _behind_names(tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
    """The parts with the last stretch of the names as the title, if it is three words or more with no comma and no initial, or has a "the"."""
    for i, part in enumerate(parts):
        if part.name != "author":
            continue
        at = last_stretch(tokens, part, ("stop", "initial"))
        long = at > part.first and part.last - at > 2 and ends(tokens[part.last - 1]) == "stop"
        if long and not any(ends(token) for token in tokens[at : part.last - 1]):
            return [*parts[:i], *split(part, (at, "title")), *parts[i + 1 :]]
        at = last_stretch(tokens, part)
        words = {token.text for token in tokens[at + 1 : part.last - 1]}
        if at > part.first and part.last - at > 3 and words & _IN_TITLES:
            return [*parts[:i], *split(part, (at, "title")), *parts[i + 1 :]]
    return parts
