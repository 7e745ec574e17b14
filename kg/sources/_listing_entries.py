"""How one entry of a reference list is taken apart into names, title, year and rest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg.names import PARTICLES
from kg.sources._listing_lines import MARKER, YEAR_LED, is_prose
from kg.sources._listing_names import NameList
from kg.sources._listing_people import behind, people, people_before
from kg.sources._listing_signs import GOES_ON, YEAR, shows_venue
from kg.sources._listing_tags import Tag, venue_first

_YEAR = r"(?:19|20)\d\d"
_UNDATED = r"(?:in press|forthcoming|to appear|accepted|submitted|under review|n\.\s?d\.|im Druck|im Erscheinen|sous presse|à paraître|en prensa|in stampa|no prelo)"
_AFTER_NAMES = re.compile(
    rf"[.,．:\s(](?:(?:(?<=\()|(?<=[.,])\s{{0,9}}\(|(?<=\s)\s{{0,8}}\()(?:(?P<a>{_YEAR})[a-z]?(?:,[^()]{{1,20}})?|(?P<u>{_UNDATED}))\)[.,:]?(?=\s)"
    rf"|(?<=[.,])\s{{1,9}}(?P<b>{_YEAR})[a-z]?[.:](?=\s)|(?<=[.．:])(?=\s)"
    r"|(?:(?<=,)\s{1,9}|(?<=\s)\s{0,8})(?=[\"“«]))"
)
"""What may end a list of names: a year, a full stop, a colon, or what stands before a quotation. The first character is
looked at alone, and what it may be behind it, since to look for one of a few characters is much cheaper."""
_BREAK = r"(?=\s+(?:[\"“(⟨<]?[^\W_a-z]|(?:van|von|de|del|di|da|dos|du|ter|ten)\s(?:\w{2,3}\s)?[^\W_a-z]|arXiv|https?:|doi|in\s|en\s|dans\s|pp?\.))"
_SENTENCE = re.compile(rf"[.．。?!？！](?<!\b[^\W\d_a-z].)(?<!\bvs.)(?<!\bSt.)(?<!\bNo.)(?<!\bVol.)[\"”’]?{_BREAK}")
_QUOTED = re.compile(
    r"\s*(?:\"\s{0,9}(?P<a>[^\"\s][^\"]{2,1000})\"|“\s{0,9}(?P<b>[^”“\s][^”“]{2,1000})”|«\s{0,9}(?P<c>[^»«\s][^»«]{2,1000})»)[.,]?"
)
_SIGNS_NOT_ENDED = (",", ".", "“", "«", "„", "``")
_MAY_BEGIN_NOT_ENDED = frozenset("TtEeVv")
_NOT_ENDED = re.compile(
    r"[,.]\s*(?:[a-z]{1,5}|[Rr]ev\. ed|pages? \d+|[Pp]p?\.? ?\d+|vol\w*\.? \w+|(?:19|20)\d\d|[A-Z][a-z]{0,4}(?:\. [A-Z][a-z]{0,4})*)$"
    r"|\.,? in [A-Z]|[“«„]|``|, in (?:[Pp]roc|[Tt]he)|^(?:(?:[Tt]ranslated|[Ee]dited) by|[Vv]ol\.)\s"
)
"""Signs that more than the title stands here: an abbreviation after a comma, "ed", "page 3", another quotation."""
_TITLE_NOTE = re.compile(
    r"\s*\([^()]*\b(?:ed|eds|edition|dissertation|thesis|vol|translated|translation|report|brief|rev|tesis|tesi|thèse)\b[^()]*\)$"
    r"|\s*\[[^\[\]]*\b(?:dissertation|thesis|report|preprint|poster|paper|letter|editorial|abstract|commentary|review|erratum|data set|software)\b[^\[\]]*\]$|\s*\[[A-Z](?:/[A-Z]+)?\]$",
    re.IGNORECASE,
)
"""A remark in brackets after a title that is not of it: "(2nd ed.)", "(Unpublished doctoral dissertation)", "[J]"."""
_BEYOND = re.compile(GOES_ON)
_AFTER_TITLE = re.compile(
    r"[.,]?[\"”»][.,]?|\s*\([^()]{1,200}\)(?=\.)|\s*\[[^\[\]]{3,200}\](?=\.)|\s*\[[A-Z](?:/[A-Z]+)?\](?:(?=[.．])|\s?//)"
)
_CONTAINED = re.compile(r"\s*\[[A-Z](?:/[A-Z]+)?\]\s?//")
"""The kind of a work and the mark before what contains it: "[C]//" (GB/T 7714)."""
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_a-z]$")
_SMALL_WORD = re.compile(r"[a-z](?<![\w'’-].)[a-z]*\b")
_FOUR_WORDS = 7
"""Four words take so many characters at least."""
_NO_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789)],")
_LAST_WORD = re.compile(r"[^\s,]*\Z")
_BLANKS = re.compile(r"\s*")
_BETWEEN_NAMES = PARTICLES | {"and", "und", "et", "with", "avec", "mit", "con", "og", "och", "i", "al"}
_SEPARATOR = re.compile(r"\s*(?:[(,;&]|and\b)")
_MORE_INITIALS = re.compile(r"\s*(?:[^\W\d_a-z]\.|[^\W\d_a-z]-[^\W\d_a-z]\.)")
_FAMILY_NEXT = re.compile(r"\s[^\W\d_a-z][\w'’-]+(?:,\s|\sand\s|\s&\s|\.(?:\s|$))")
_ABBREVIATED = re.compile(r"[A-Z][a-z]{0,8}\.")
_ABBREVIATED_NEXT = re.compile(
    r"\s+(?:(?:[A-Z][a-z]{0,9}|[a-z]{1,3})\.|[A-Z][a-z]{3,12}(?=,\s|\s\d)|\d{1,4}\s?[(:,]|[A-Z]{1,4}[\s,])"
)
"""What goes on after an abbreviated word of a name: another one, a last whole word, the volume."""
_MEDICAL = re.compile(rf"\s*{_YEAR}[\s\w]*;")
_LONGEST_LAST = 1000
"""Names that end an entry are no longer than this many characters."""
MOST = 30_000
"""An entry is not longer than this many characters."""
_KEPT = 1000
"""An entry of so many characters at most is remembered as it was taken apart."""
_MOST_TRIED = 200
_MOST_TESTS = 30


class Entry(Struct, frozen=True, gc=False):
    """A reference taken apart: the names, the title and where each stands, where the rest begins, and what stands in place of a year."""

    names: NameList
    names_at: tuple[int, int]
    title_at: tuple[int, int]
    year_at: tuple[int, int] | None
    tail: int
    note_at: tuple[int, int] | None = None

    @property
    def strong(self) -> bool:
        """Whether the names cannot be something else: there are several, or one inverted with the year behind it."""
        return len(self.names.names) > 1 or (self.year_at is not None and "," in self.names.names[0][0].printed)


def names_from(text: str, start: int) -> Iterator[tuple[NameList, re.Match[str]]]:
    """The lists of names that begin at `start`, each with the mark it ends before; the shortest first."""
    tried = itertools.islice(_AFTER_NAMES.finditer(text, start, MOST), _MOST_TRIED)
    initials_first = _MORE_INITIALS.match(text, start) is not None
    at, tests = start, 0
    late: tuple[NameList, re.Match[str]] | None = None
    for mark in tried:
        stop = mark.start()
        if stop - at >= _FOUR_WORDS and _is_sentence(text, at, stop):
            break  # no names go on behind a sentence
        at = stop
        initial = text[stop] in ".．" and _is_initial(text[max(stop - 3, start) : stop])
        if initial and initials_first:
            continue
        if tests > _MOST_TESTS:
            break
        if text[stop] == "." and mark.end() == stop + 1 and _names_go_on(text, start, stop, initial):
            continue
        tests += 1
        # the full stop after an initial belongs to it, but where initials stand behind the name none has one
        before = text[start:stop]
        short = behind(before) if initial and "." not in before.replace("Jr.", "").replace("Sr.", "") else None
        names = short or people(text[start : stop + 1] if initial else before)
        if names and initial and len(names.names) == 1 and not _ends_with_initial(names):
            if " " in names.names[0][0].family.strip() and _FAMILY_NEXT.match(text, stop + 1):
                continue  # "Ann Holm, Bo C. Lund, ...": the second name is not over
            late = late or (names, mark)  # "Author J. Title" and "Author, J. Title", unless it is "Jane A. Okafor, ..."
        elif names and not (initial and not short and _ends_with_initial(names)):
            yield names, mark
    if late:
        yield late


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether more than three small words that do not stand between names are in a stretch, or in the beginning of a long one."""
    words = _SMALL_WORD.findall(text, start if start > 1 else 0, min(end, start + 2000))
    return len(words) > 3 and sum(word not in _BETWEEN_NAMES for word in words) > 3


def _is_initial(before: str) -> bool:
    """Whether the few characters before a full stop end with one capital alone."""
    return before[-1:] not in _NO_INITIALS and _INITIAL.search(before) is not None


def _ends_with_initial(names: NameList) -> bool:
    """Whether the last name, printed given-first, ends with an initial: then its family name is still to come."""
    last = names.names[-1][0].printed
    return last.endswith(".") and "," not in last


def _names_go_on(text: str, start: int, stop: int, initial: bool) -> bool:
    """Whether names go on after a full stop at `stop`: a separator follows, or more initials after an initial or a suffix."""
    if _SEPARATOR.match(text, stop + 1):
        return True
    if _MORE_INITIALS.match(text, stop + 1) is None:
        return False
    word = _LAST_WORD.search(text[max(stop - 4, start) : stop])
    return initial or (word is not None and len(word[0]) <= 2 and word[0] != "al")


def _year_at(mark: re.Match[str]) -> tuple[int, int] | None:
    return next((mark.span(name) for name in "ab" if mark[name]), None)


def _names_at(start: int, mark: re.Match[str]) -> tuple[int, int]:
    """Where the names stand; the full stop or colon after them counts with them, a year does not."""
    return start, mark.start() if _year_at(mark) or mark["u"] else mark.end()


def _note_at(mark: re.Match[str]) -> tuple[int, int] | None:
    return mark.span("u") if mark["u"] else None


def authors_first(text: str, start: int, sure: bool = False) -> Entry | None:
    """The parts of "Authors. Title. Rest" or "Authors (Year). Title. Rest"; `sure` when the list is known to have this order."""
    for names, mark in names_from(text, start):
        title = _title(text, mark.end(), strong=sure or len(names.names) > 1)
        if title is not None:
            return Entry(names, _names_at(start, mark), title, _year_at(mark), _tail(text, title[1]), _note_at(mark))
    return None


def _names_first(text: str, start: int) -> bool:
    """Whether several names and a full stop stand first, and no names behind: no title begins so."""
    stop = _SENTENCE.search(text, start, start + 400)
    names = people(text[start : stop.start()]) if stop else None
    if stop is None or names is None or len(names.names) < 2:
        return False
    return next(names_from(text, _behind_blanks(text, stop.end())), None) is None


def title_first(text: str, start: int, sure: bool = False) -> Entry | None:
    """The parts of "Title. Authors. Rest"; `sure` when the list is known to have this order."""
    quoted = _QUOTED.match(text, start)
    if quoted is None and _names_first(text, start):
        return None
    ends = [quoted.end()] if quoted else [m.end() for m in itertools.islice(_SENTENCE.finditer(text, start, MOST), 4)]
    for end in ends:
        begin = _behind_blanks(text, end)
        for names, mark in names_from(text, begin):
            title = _quoted_at(quoted) if quoted else (start, end - 1 if text[end - 1] in ".。．" else end)
            if _can_be_title(text[slice(*title)], strong=sure or len(names.names) > 1, listed=sure):
                return Entry(names, _names_at(begin, mark), title, _year_at(mark), mark.end(), _note_at(mark))
        if quoted and (found := people_before(text, begin)):
            return Entry(found[0], (begin, found[1] + 1), _quoted_at(quoted), None, found[1] + 1)
    return None


def _names_last(text: str, start: int, sure: bool) -> Entry | None:
    """The parts of "Title. Authors" with nothing behind them, as where the venue stands before."""
    for mark in itertools.islice(_SENTENCE.finditer(text, start, MOST), 4):
        begin = _behind_blanks(text, mark.end())
        names = people(text[begin:].rstrip(" .")) if len(text) - begin < _LONGEST_LAST else None
        title = (start, mark.end() - 1 if mark[0] in ".．。" else mark.end())
        if names and _can_be_title(text[slice(*title)], strong=len(names.names) > 1, listed=sure):
            return Entry(names, (begin, len(text)), title, None, len(text))
    return None


def _title(text: str, start: int, strong: bool) -> tuple[int, int] | None:
    """Where the title stands that begins at `start`: in quotes, or up to the sentence that a venue follows.

    A sentence after the title that shows no sign of a venue may belong to the title: after a question or an exclamation it
    does, after a full stop that is not certain, and then there is no title.
    """
    quoted = _QUOTED.match(text, start)
    if quoted and not _BEYOND.match(text, quoted.end()):
        begin, end = _quoted_at(quoted)
        return begin, begin + len(text[begin:end].rstrip(" .,"))
    begin = _behind_blanks(text, start)
    if "//" in text and (inside := _CONTAINED.search(text, begin, begin + 1000)):
        return (begin, inside.start()) if _can_be_title(text[begin : inside.start()], strong, strong) else None
    marks = list(itertools.islice(_SENTENCE.finditer(text, begin, begin + 1000), 12))
    for i, mark in enumerate(marks):
        following = _sentence_end(text, mark.end(), marks[i + 1 :])
        after = text[following:] if following and (mark[0][0] in ".．。" or _MEDICAL.match(text, following)) else ""
        if following is None or shows_venue(text[mark.end() : following], after):
            end = mark.end() - 1 if mark[0] in ".．。" else mark.end()
            if note := _TITLE_NOTE.search(text[begin:end]):
                end = begin + note.start()
            return (begin, end) if _can_be_title(text[begin:end], strong, strong) else None
        if mark[0][0] in ".．。":
            return None
    return None


def _behind_blanks(text: str, at: int) -> int:
    """Where the white space that begins at `at` ends."""
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _sentence_end(text: str, start: int, marks: Sequence[re.Match[str]]) -> int | None:
    """Where the sentence ends that begins at `start`; full stops of a name in abbreviated words ("ACM Comput. Surv.") do not end it."""
    for i, mark in enumerate(marks):
        words = text[start : mark.end()].split()
        short = bool(words) and _ABBREVIATED.fullmatch(words[-1])
        body = (
            short
            and len(words[0]) > 1
            and words[0].isupper()
            and words[0].isalpha()
            and _ABBREVIATED_NEXT.match(text, mark.end())
        )
        if i >= 8 or not short or not (body or _ABBREVIATED.fullmatch(words[0])):
            return mark.end()
    return len(text) if marks else None


def _quoted_at(quoted: re.Match[str]) -> tuple[int, int]:
    return quoted.span(next(name for name in "abc" if quoted[name]))


def _tail(text: str, end: int) -> int:
    """Where the rest begins after a title: behind the closing quotation mark, or behind a remark in brackets."""
    after = _AFTER_TITLE.match(text, end)
    return after.end() if after else end


def _can_be_title(text: str, strong: bool, listed: bool) -> bool:
    """Whether a text can be a title: one of a single word only beside names beyond doubt, one of parts like names only if `listed`."""
    words = len(text.split())
    if not text or is_prose(text) or _goes_on(text):
        return False
    if text[0].islower() and not any(map(str.isupper, text[1:4])):
        return False
    if words < 2:
        return len(text) >= 4 and (strong or not text.isascii())
    many = None if listed else people(text)
    return not (many and len(many.names) > 1)


def _goes_on(text: str) -> bool:
    """Whether a text shows signs that more than a title stands in it."""
    if text[0] not in _MAY_BEGIN_NOT_ENDED and not any(map(text.__contains__, _SIGNS_NOT_ENDED)):
        return False  # looking for the signs alone is cheap, and most titles have none
    return _NOT_ENDED.search(text) is not None


Parse = Callable[[str, int, bool], Entry | None]
ORDERS: dict[str, Parse] = {"authors first": authors_first, "title first": title_first}


def parsed(text: str, parse: Parse, headed: bool, sure: bool = False) -> Entry | None:
    """An entry taken apart, when it is dated: by itself or by the heading above it."""
    if len(text) > MOST:
        return None
    return _parsed_again(text, parse, headed, sure) if len(text) <= _KEPT else _parsed(text, parse, headed, sure)


@lru_cache(maxsize=512)
def _parsed_again(text: str, parse: Parse, headed: bool, sure: bool) -> Entry | None:
    """As `parsed`: each way of parting the beginning of a list, and each look at it, asks for the same entries."""
    return _parsed(text, parse, headed, sure)


def _parsed(text: str, parse: Parse, headed: bool, sure: bool) -> Entry | None:
    begin, tag = lead(text)
    entry = parse(text, begin, sure)
    if entry is None and tag and parse is title_first:
        entry = _names_last(text, begin, sure)
    if entry is None or not (
        entry.year_at or entry.note_at or headed or tag or YEAR_LED.match(text) or YEAR.search(text, entry.tail)
    ):
        return None
    return entry


def lead(text: str) -> tuple[int, Tag | None]:
    """Where an entry begins behind its number or bullet and behind a venue with its year, and that venue."""
    marker = MARKER.match(text)
    begin = marker.end() if marker else 0
    tag = venue_first(text, begin)
    return (tag.end if tag else begin), tag
