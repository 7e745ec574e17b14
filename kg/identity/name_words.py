"""Names in words, and how two of their words go together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from kg.bodies import in_one_form
from kg.identity.name_forms import SYLLABLES, digraphs, full_forms, short_form, spelling
from kg.names import PARTICLES, SUFFIXES, fold
from kg.records import NameAsPrinted


class Word(Struct, frozen=True):
    """One word of a name: as printed, in its folded forms, and whether it stands for a longer word (an initial, "Chr.").

    `joined` says that a hyphen joins it to the next word, `follows` that one joins it to the word before.
    """

    printed: str
    forms: tuple[str, ...]
    short: bool = False
    joined: bool = False
    follows: bool = False

    @property
    def initial(self) -> bool:
        """Whether it is one letter."""
        return self.short and len(self.printed) == 1


class Parts(Struct, frozen=True):
    """A name in words; `glued` is the whole family name in all ways of writing, `first` all given names and `whole` the name without particles."""

    given: tuple[Word, ...]
    family: tuple[Word, ...]
    glued: frozenset[str]
    generation: str = ""
    literal: str = ""
    first: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    @property
    def initial(self) -> bool:
        """Whether the first given name is not given in full."""
        return not self.given or self.given[0].short


class Found(Struct, frozen=True):
    """A way in which two names, or parts of them, go together: what it costs, and the differences met."""

    cost: float
    reasons: tuple[str, ...] = ()

    def __add__(self, other: Found) -> Found:
        return Found(self.cost + other.cost, self.reasons + other.reasons)


SAME = Found(0.0)
FORM, LEFT_OUT, PART_OF_FAMILY, INITIAL, OTHER_SPELLING, SHORT, TURNED = 0.01, 0.03, 0.08, 0.06, 0.06, 0.06, 0.08
"""How much each difference takes from the likeness."""
DOUBTFUL = 0.3
"""What is taken for a difference that needs more than usual beside it."""

LONG = 5
"""The letters a word has at least where a slip of one letter is thought of."""


def doubtful(reason: str) -> Found:
    """A difference that needs more than usual beside it."""
    return Found(DOUBTFUL, (reason,))


_DIGRAPHS = str.maketrans({"ö": "oe", "ä": "ae", "ü": "ue", "ø": "oe", "å": "aa"})
_UMLAUT = str.maketrans({"ü": "v"})
_BETWEEN = re.compile(r"([\s\-‐‑–_/]+|(?<=\.)(?=\w)|(?<=[a-zß-ÿ]{4})(?=[A-ZÀ-Þ][a-zß-ÿ]{2}))")
_MARKS = re.compile(r"[\"“”„«»()\[\]{}?*\d]")
_GENERATIONS = {"2nd": "ii", "3rd": "iii", "4th": "iv"}
_ELIDED = re.compile(r"(?:d|l|dell|dall)['’`](?=\w{2})", re.IGNORECASE)
_TITLES = frozenset(["dr", "prof", "ir", "mr", "mrs", "ms", "sir"])


def parts(name: NameAsPrinted) -> Parts:
    """The words of a name. Where its parts are known it does not matter how it is printed."""
    if name.literal or not (name.family or name.given):
        return Parts((), (), frozenset(), literal=fold(in_one_form(name.printed)) or name.printed)
    return _parts(name.given, name.particle, name.family, name.suffix)


@lru_cache(maxsize=1 << 18)
def _parts(given_name: str, particles: str, family_name: str, suffix: str) -> Parts:
    family = list(_words(family_name))
    generation = fold(suffix)
    if len(family) > 1 and (family[-1].forms[0] in SUFFIXES or fold(family[-1].printed) in _GENERATIONS):
        generation = generation or family.pop().forms[0]
    given = [word for word in _words(given_name) if word.forms[0] not in _TITLES]
    if len(given) > 1 and given[-1].forms[0] in SUFFIXES - {"iv"}:
        generation = generation or given.pop().forms[0]
    particle = fold(particles)
    while len(family) > 1 and family[0].forms[0] in PARTICLES and not family[0].initial:
        particle += family.pop(0).forms[0]
    bare = glued(tuple(family))
    ways = bare | {particle + form for form in bare} | {fold(_ELIDED.sub("", family_name))}
    return Parts(
        tuple(given), tuple(family), frozenset(ways - {""}), _GENERATIONS.get(generation, generation), "",
        frozenset(glued(tuple(given))), frozenset(glued((*given, *family))),
    )  # fmt: skip


def _words(text: str) -> Iterator[Word]:
    """The words between spaces, hyphens and full stops; capitals at a stretch are initials, one each ("JH", "C.S.")."""
    text = _MARKS.sub(" ", unicodedata.normalize("NFC", text))
    capitals = text.isupper() and len(text) > 4
    hyphen = False
    pieces = _BETWEEN.split(text)
    for piece, between in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        joined = any(mark in between for mark in "-‐‑–")
        stopped, word = piece.endswith("."), piece.strip(".,;:'’`")
        forms = _forms(word)
        if len(word) > 1 and not capitals and _capitals(word) and (stopped or not _vowels(forms[0])):
            yield from (Word(letter, _forms(letter), True) for letter in word)
        elif forms:
            yield Word(word, forms, len(word) == 1 or (stopped and len(forms[0]) <= 4), joined, hyphen)
        hyphen = joined


def _capitals(word: str) -> bool:
    if len(word) == 2 and word.istitle() and word.isalpha():  # "Dh", as HAL writes D. H.
        return not _vowels(word.lower().replace("y", "i")) and not full_forms(word.lower())
    return word.isupper() and word.isalpha() and len(word) <= 3 and all(map(_forms, word))


def _vowels(word: str) -> bool:
    return any(letter in word for letter in "aeiou")


def _forms(word: str) -> tuple[str, ...]:
    """The folded forms of a word: ö is o and oe, ü also v, as passports and Pinyin write it."""
    plain = fold(word)
    lower = word.lower()
    found = [plain, *(fold(lower.translate(table)) for table in (_UMLAUT, _DIGRAPHS))]
    return tuple(dict.fromkeys(form for form in found if form))


def glued(words: tuple[Word, ...]) -> set[str]:
    """Words written together, in each of their forms; a word with fewer forms in its last."""
    most = max((len(word.forms) for word in words), default=0)
    return {"".join(word.forms[min(i, len(word.forms) - 1)] for word in words) for i in range(most)}


def printed(words: tuple[Word, ...]) -> str:
    """Words as printed."""
    return " ".join(word.printed for word in words)


@lru_cache(maxsize=1 << 17)
def one_of(a: Word, b: Word) -> Found | None:
    """How two given names go together; None where they are different names."""
    if set(a.forms) & set(b.forms):
        return (
            SAME if a.printed == b.printed else Found(FORM, (f"{a.printed!r} and {b.printed!r} have the same letters",))
        )
    if a.short or b.short:
        less, more = sorted((a, b), key=lambda word: (not word.short, len(word.forms[0]), word.forms))
        if any(form.startswith(start) for form in more.forms for start in less.forms):
            return Found(INITIAL, (f"{less.printed!r} stands for {more.printed!r}",))
        return _shortened(a, b)
    return _shortened(a, b) or _spelt(a, b) or _slip(a, b)


def _shortened(a: Word, b: Word) -> Found | None:
    if any(short_form(x, y) for x in a.forms for y in b.forms):
        return Found(SHORT, (f"{a.printed!r} and {b.printed!r} are forms of one name",))
    return None


def _spelt(a: Word, b: Word) -> Found | None:
    """Two transliterations of one name; syllables of Pinyin are too close to each other."""
    if any(same_spelling(x, y) for x in a.forms for y in b.forms) and not {*a.forms, *b.forms} & SYLLABLES:
        return Found(OTHER_SPELLING, (f"{a.printed!r} and {b.printed!r} are spellings of one name",))
    return None


def same_spelling(x: str, y: str) -> bool:
    """Whether two folded words are one, for what alphabets and languages write differently; shorter ones than Ito and Itoh are not."""
    if digraphs(x) == digraphs(y):
        return True
    return min(len(x), len(y)) >= 3 and max(len(x), len(y)) >= 4 and spelling(x) == spelling(y)


def _slip(a: Word, b: Word) -> Found | None:
    """One letter wrong, missing or too much, or two turned round; or a name cut short. An ending that makes another name of it is no slip."""
    x, y = sorted((a.forms[0], b.forms[0]), key=lambda form: (len(form), form))
    if _other_ending(x, y):
        return None
    if len(x) >= 3 and len(y) > len(x) + 1 and y.startswith(x) and x not in SYLLABLES:
        return doubtful(f"{x.capitalize()!r} may be short for {y.capitalize()!r}")
    if one_letter(x, y, LONG - 1):
        return doubtful(f"{a.printed!r} and {b.printed!r} differ in one letter")
    return None


def one_letter(x: str, y: str, least: int = LONG) -> bool:
    """Whether two folded words, one of them of five letters or more, differ by one slip of the pen."""
    if min(len(x), len(y)) < least or max(len(x), len(y)) < LONG or abs(len(x) - len(y)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(x, y, score_cutoff=1) <= 1


def _other_ending(x: str, y: str) -> bool:
    """Names of man and woman (Daniel, Daniela; Mario, Maria) or of two men (Marco, Marcos)."""
    if y[: len(x)] == x:
        return y[len(x) :] in (
            "a",
            "e",
            "o",
            "s",
            "as",
            "us",
            "ia",
            "na",
            "ne",
            "ine",
            "ina",
            "ette",
            "lle",
            "le",
            "la",
        )
    return x[:-1] == y[:-1] and {x[-1], y[-1]} == {"a", "o"}
