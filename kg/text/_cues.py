"""The words before a name that say whether it is new: who does what to it, what it is called.

Every look takes some words of one sentence; nothing here reads further. What stands behind a name is read by `kg.text._cues_behind`.
"""

from __future__ import annotations

from itertools import pairwise

from kg.text._cue_words import (
    BASE,
    CALLED,
    CITATION,
    CITED,
    EMPLOYS,
    NEAR,
    NEUTRAL,
    NEW,
    NOVEL,
    OF,
    OWN,
    PARTS,
    PRAISE,
    PREPOSITIONS,
    RESULTS,
    SMALL,
    STUDIES,
    THEIRS,
    THIS,
    USES,
    VERBS,
    WORKS,
    Kinds,
    first_preposition,
)
from kg.text._kinds import KINDS, kind_of
from kg.text._statements import hinted

_MARKS = "()[]{}\"'“”‘’`,;:.!?"
_REACH = 160
_SPEAKS = (
    "we ",
    "We ",
    "our ",
    "Our ",
    "aper",
    "ork ",
    "article",
    " I ",
    "call",
    "named",
    "dubbed",
    "termed",
    "ntroduc",
    "ropos",
    "resent",
    "label",
    "esulting ",
)


def speaks(text: str, begin: int, stop: int) -> bool:
    """Whether a sentence may speak of the paper's own work: a quick look, before words are walked."""
    return hinted(_SPEAKS, text[begin:stop])


def nearby(left: str) -> set[str]:
    """What the few words right before a name say where the sentence does not speak of own work."""
    signs: set[str] = set()
    words = left.split()[-4:]
    if not words:
        return {"opens"}
    bare = [word.strip(_MARKS).lower() for word in words]
    for word in bare:
        if sign := NEAR.get(word):
            signs.add(sign)
    if "of" in bare and PRAISE & set(bare):
        signs.add("wins")
    if bare[-1] in NOVEL:
        signs.add("novel")
    if left[-1:] == "(":
        signs.add("in-bracket")
    return signs | _defined(words, bare)


def before(text: str, begin: int, at: int, kinds: Kinds) -> set[str]:
    """What the words of a sentence before a name say; the noun of kind among them goes to `kinds`."""
    left = text[max(begin, at - _REACH) : at]
    if ")" in left and CITED.search(left):
        left = CITATION.sub("", left)
    words = left.split()
    if not words:
        return {"opens"}
    subject = _subject(text[begin : max(begin, at - _REACH)])
    words[:0] = subject
    signs: set[str] = set()
    if left[-1] == "(":
        signs.add("in-bracket")
    elif left[-1] in "\"“`‘'{":
        signs.add("quoted")
    bare = [*subject, *[word.strip(_MARKS) for word in left.lower().split()]]
    verb = _walk(bare, words, signs, kinds)
    _place(text[at : at + 40], bare, signs)
    if "our" in signs:
        signs.discard("other-does")
    if (
        "called" in signs
        and not signs & {"theirs", "called-used"}
        and ("We " in text[begin:at] or " we " in text[begin:at])
    ):
        signs.remove("called")
        signs.add("own-called")
    signs |= _defined(words, bare)
    if left[-1] != "(" and left.rfind("(") > left.rfind(")") and not signs & {"called", "own-called"}:
        signs.add("inside")  # a member of a list in brackets, or of an aside
    if "of" in bare[-4:] and not PRAISE.isdisjoint(bare[-5:]):
        signs.add("wins")
    if not PARTS.isdisjoint(bare[-7:]):
        signs.add("parts")
    at = len(bare)
    while at and (bare[at - 1] in SMALL or bare[at - 1] in NEW):
        at -= 1
    if at > 1 and "we" in bare[max(0, at - 3) : at - 1]:
        signs.add("we-verb")
    for word in bare[max(verb, len(bare) - 5) :]:
        if (sign := NEAR.get(word)) and (word != "based" or bare[-1] == "on"):
            signs.add(sign)
    return signs


def _defined(words: list[str], bare: list[str]) -> set[str]:
    """Whether a noun of kind with "the" or "our" stands before a name, parted from it by a mark or a word of naming: "The tagger, XYZ, is",
    "the pipeline (XYZ)", "the code is called XYZ"; and whether the sentence begins with it."""
    at = len(bare) - 1
    while at > 0 and (bare[at] in CALLED or bare[at] in _IS_CALLED):
        at -= 1
    if at < 1 or bare[at] not in KINDS or (at == len(bare) - 1 and words[at][-1] not in ",:"):
        return set()
    for back in range(at - 1, max(-1, at - 4), -1):
        if bare[back] in _DEFINITE:
            return {"the-kind", "the-kind-opens"} if words[back][0].isupper() else {"the-kind"}
        if bare[back] in PREPOSITIONS or bare[back] in VERBS:
            break
    return set()


_IS_CALLED = frozenset(["is", "are", "was", "were", "which", "we", "here", ""])
_DEFINITE = frozenset(["the", "our", "this", "these", "resulting"])


def _subject(far: str) -> list[str]:
    """The "we" at the beginning of a long sentence, where its words are not looked at one by one."""
    return ["we"] if "We " in far or " we " in far else []


def _place(name: str, bare: list[str], signs: set[str]) -> None:
    """Notes the article before a name, or the noun of kind before the bracket it stands in alone: "a new architecture (XYZ)"."""
    if "in-bracket" not in signs or bare[-1] or len(bare) < 2:
        _article(bare, signs)
    elif bare[-2] in KINDS and name.partition(")")[0].isalnum():
        signs.add("kind-bracket")


def _walk(bare: list[str], words: list[str], signs: set[str], kinds: Kinds) -> int:
    """Walks back from a name to the verb that governs it and notes what it passes; returns where the verb stands, or 0."""
    passed: list[str] = []
    comma = words[-1][-1] in ",:–—-" and not (words[-1][0].isupper() and len(words) > 1)
    prepositions = 0
    for back in range(len(words) - 1, max(-1, len(words) - 20), -1):
        word, printed = bare[back], words[back]
        if printed[-1] in ",:;" and back < len(words) - 1 and not _listed(words, back):
            comma = True
        if word not in _TELLING:
            passed.append(word)
            continue
        if (
            word in CALLED
            or (
                word == "as"
                and {"refer", "referred", "labeled", "labelled", "denoted", "abbreviated"}
                & set(bare[max(0, back - 6) : back])
            )
        ) and _calls(bare, back, passed, signs):
            verb_at = max(
                (i for i in range(max(0, back - 16), back) if bare[i] in VERBS and _is_verb(bare, i)),
                default=max(0, back - 8) - 1,
            )
            phrase = bare[verb_at + 1 : back]
            kinds["np"] = kind_of(passed) or kind_of(phrase[: first_preposition(phrase)]) or kind_of(phrase[-3:])
            return back
        if (
            (verb := VERBS.get(word))
            and _is_verb(bare, back)
            and _does(bare, back, signs, verb, passed, comma, prepositions)
        ):
            head = passed[::-1]
            if "other-does" not in signs:
                kinds["np"] = kind_of(head[: first_preposition(head)]) or kind_of(head if not comma else head[-3:])
            return back
        if word in PREPOSITIONS and not (word == "based" and passed and passed[-1] not in PREPOSITIONS):
            prepositions += 1
        passed.append(word)
    return 0


_TELLING = CALLED | VERBS.keys() | PREPOSITIONS
"""All other words are passed on the walk from a name to its verb."""
_PHRASAL = {"forward": frozenset(["put", "puts"]), "available": frozenset(["make", "makes", "made"])}
"""The second words of verbs, with what stands before them: "we put forward X"."""


def _is_verb(bare: list[str], back: int) -> bool:
    """Whether a word that is a verb only behind another one stands behind that one."""
    first = _PHRASAL.get(bare[back])
    return first is None or (back > 0 and bare[back - 1] in first)


def _article(bare: list[str], signs: set[str]) -> None:
    """Notes the article or pronoun before a name and its adjective."""
    last = bare[-1]
    two = bare[-2] if len(bare) > 1 else ""
    recent = "recently" in bare[-4:]
    ours = ("our",) if "proposed" in (last, two) and _others_proposed(bare) else ("our", "proposed")
    if (not recent and (last in ours or two in ours)) or _our_kind(bare):
        signs.add("our")
        if last in ours:
            signs.add("our-direct")
    if last in ("a", "an") or two in ("a", "an"):
        signs.add("det-a")
    elif last == "the":
        signs.add("det-the")
    if last in ("novel", "new") or two in ("novel", "new"):
        signs.add("novel")
    if (last == "of" and two in KINDS) or (two == "of" and bare[-3:-2] and bare[-3] in KINDS):
        signs.add("kind-of")
    if last in KINDS:
        signs.add("kind-before")
        if NEW & set(bare[-5:-1]):
            signs.add("new-head")


def _others_proposed(bare: list[str]) -> bool:
    """Whether "proposed" right before a name is the verb of others: "Moe et al. proposed a lamp", "they have proposed"."""
    at = len(bare) - (1 if bare[-1] == "proposed" else 2)
    return at > 0 and (bare[at - 1] in _OTHERS or bare[at - 1].isdigit())


_OTHERS = frozenset("have has al al. they who also first was were been recently".split())
"""What stands before "proposed" where somebody else does it; a year does, too."""


def _our_kind(bare: list[str]) -> bool:
    """Whether a noun of kind that is ours stands before a name: "our fast text classifier", "the resulting model,", "our task of"."""
    at = len(bare) - (2 if bare[-1] == "of" else 1)
    if at < 1 or bare[at] not in KINDS:
        return False
    for word in bare[max(0, at - 4) : at][::-1]:
        if word in ("our", "resulting"):
            return True
        if word in PREPOSITIONS or word in VERBS or word in RESULTS:
            return False
    return False


def _listed(words: list[str], back: int) -> bool:
    """Whether a comma parts members of a list of names: "A, B and C"."""
    return words[back][0].isupper() and (words[back + 1] in SMALL or words[back + 1][0].isupper())


def _calls(bare: list[str], back: int, passed: list[str], signs: set[str]) -> bool:
    """Whether a word of naming stands right before the name: "called", "which we call the"."""
    if len(passed) > 2 or any(word not in SMALL and word not in NEUTRAL for word in passed):
        return False
    window = bare[max(0, back - 16) : back]
    base = max(0, back - 16)
    own = _speaks_of_own(window[-8:]) or any(
        word in VERBS and _is_verb(bare, base + i) and _is_own(bare, base + i, bare[max(0, base + i - 9) : base + i])
        for i, word in enumerate(window)
    )
    if window[-1:] and window[-1] in KINDS and window[-2:-1] in (["the"], ["our"]):
        own = True  # "the model, called X, is ..."
    used = max((i for i, word in enumerate(window) if word in USES), default=-1)
    named = window[max((i for i, word in enumerate(window) if word in PREPOSITIONS), default=-1) + 1 :]
    if NOVEL & set(named) and {"a", "an", "two", "three"} & set(named):
        signs.add("new-named")
    if (
        used >= 0
        and "new-named" not in signs
        and window[-1:] not in (["we"], ["i"])
        and not any(
            (word in VERBS and word not in _PHRASAL) or (word == "to" and after not in SMALL)
            for word, after in pairwise(window[used:])
        )
    ):
        signs.add("called-used")
        own = False
    signs.add("own-called" if own else "called")
    if window[-1:] in (["we"], ["i"]) or (bare[back] == "as" and "we" in window[-6:]):
        signs.add("we-call")
    if bare[back] == "namely" and not own:
        signs.add("theirs")
    if NOVEL & set(window):
        signs.add("new-called")
    if THEIRS & set(window[-8:]):
        signs.add("theirs")
    return True


def _does(
    bare: list[str], back: int, signs: set[str], verb: str, passed: list[str], comma: bool, prepositions: int
) -> bool:
    """Whether a verb before the name is one of bringing something; what it says goes to `signs`."""
    form = bare[back]
    window = bare[max(0, back - 9) : back]
    if (
        form.endswith("ing")
        and window
        and window[-1] not in ("by", "and", "through", "via", "thereby", "paper", "work")
    ):
        return False
    if (
        form.endswith("ed")
        and window
        and window[-1] in ("newly", "the", "a", "an", "our", "recently", "of", "on", "with")
    ):
        return False
    if form.endswith("s") and [word for word in window[-2:] if not word.endswith("ly")][-1:] in (["that"], ["which"]):
        return False  # a thing does it: "a rule that quickly builds"
    if not _is_own(bare, back, window):
        signs.add("other-does")
        return True
    content = [word for word in passed if word and word not in SMALL]
    if "and" in passed and content[-1:] and content[-1] in STUDIES:  # "we propose and analyze X"
        content.pop()
    signs.add(f"verb-{verb}")
    if not content or all(word in NEW for word in content):
        signs.add("own-direct")
    elif comma:
        signs.add("own-appos-far" if prepositions > 1 or EMPLOYS & set(passed) else "own-appos")
    elif prepositions:
        signs.add("own-of" if prepositions == 1 and _of_kind(passed) else "own-prep")
    else:
        signs.add("own-np")
    if prepositions and comma:
        signs.add("appos-prep")
    if EMPLOYS & set(passed):
        signs.add("uses-between")
    if NEW & set(passed):
        signs.add("new-between")
    if NOVEL & set(passed):
        signs.add("novel-between")
    return True


def _of_kind(passed: list[str]) -> bool:
    """Whether the words between a verb and a name, the last one first, are like "the task of": a noun of kind with few words before it."""
    at = next((i for i, word in enumerate(passed) if word not in SMALL and word not in NEW), len(passed))
    return at + 1 < len(passed) < at + 7 and passed[at] == "of" and (passed[at + 1] in KINDS or passed[at + 1] in OF)


def _is_own(bare: list[str], back: int, window: list[str]) -> bool:
    """Whether the one who does it is the author: "we", "this paper", "by introducing", a plain verb later in a sentence with "we"."""
    near = set(window[-3:])
    if near & THEIRS and not near & {"we", "i"}:
        return False
    if _speaks_of_own(window):
        return True
    form = bare[back]
    if form.endswith("ing") and (not window or window[-1] in ("by", "and")):
        return True
    if form.endswith("ed") and window[-1:] == ["and"] and "we" in bare[:back] and _we_do(bare[:back]):
        return True  # "we studied wicks of many lamps in halls and proposed GlowNet"
    return form in BASE and (
        ("we" in bare[:back] and (window[-1:] == ["and"] or _we_do(bare[:back])))
        or (bool(window) and window[-1] in ("to", "and") and "our" in bare[:back])
    )


def _we_do(words: list[str]) -> bool:
    """Whether no clause about something else begins behind the last "we" among words: "we show that its labels provide"."""
    behind = words[len(words) - words[::-1].index("we") :]
    return not any(word in ("that", "whether", "how") for word in behind[:3])


def _speaks_of_own(words: list[str]) -> bool:
    """Whether words name the authors or their work."""
    return any(word in OWN or (word in WORKS and i and words[i - 1] in THIS) for i, word in enumerate(words))
