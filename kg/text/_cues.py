"""The words around a name that say whether it is new: who does what to it before it, what it is after it.

Every look takes some words of one sentence; nothing here reads further.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.text._kinds import KINDS, PAIRS, kind_of

Kinds = dict[str, str]
"""The kinds that the words around a name say, by where they stand."""
STRONG = frozenset(
    "own-direct own-np own-appos own-of called own-called is-new appos-new appos-novel passive passive-far our our-direct title-colon title-long title-named title-appos notion "
    "task-of own-colon "
    "called-term own-term own-term-to own-that own-the new-kind-term new-of-kind our-kind new-called novel new-head".split()
)
"""What speaks for a name; the occurrence that shows most of them is quoted."""
_FORMS = {
    "introduce": "introduce introduces introduced introducing",
    "propose": "propose proposes proposed proposing forward advocate advocates",
    "present": "present presents presented presenting",
    "describe": "describe describes described describing details demonstrate",
    "develop": "develop develops developed developing devise devises devised devising design designs designed designing",
    "build": "build builds built building create creates created creating construct constructs constructed constructing collect collects "
    "collected collecting curate curates curated compile compiled assemble prepare prepares implement implements implemented implementing "
    "annotate annotated crowdsource crowdsources crowdsourced crowd-source crowd-sourced organize organizes organise organises",
    "release": "release releases released releasing publish publishes published offer offers contribute contributes contributing provide provides "
    "provided open-source available",
    "define": "define defines defined defining formalize formalizes formalise coin coins initiate initiates suggest suggests derive derives",
    "identify": "identify identifies identified formulate formulates formulated announce announces",
    "result": "yields resulting",
}
VERBS = {form: verb for verb, forms in _FORMS.items() for form in forms.split()}
_BASE = frozenset(forms.split()[0] for forms in _FORMS.values()) | {
    "devise",
    "design",
    "create",
    "construct",
    "collect",
    "curate",
    "publish",
    "provide",
    "contribute",
    "available",
    "advocate",
    "crowdsource",
    "organize",
    "organise",
}
_CALLED = frozenset(
    "called named dubbed termed call name dub term coined titled namely denoted abbreviated denote coin entitled nicknamed".split()
)
_OWN = frozenset("we i here our contribution contributions".split())
_WORKS = frozenset(
    "paper work article study report thesis demo chapter letter note submission manuscript tutorial".split()
)
_THIS = frozenset("this our the present current in".split())
"""What stands before "paper" where it is this one: recent work is not."""
_THEIRS = frozenset(
    "existing commonly often typically usually sometimes al al. recently previous prior existing previously earlier authors they who been popular well-known".split()
)
_NEW = frozenset(
    "new novel first-ever first newly simple publicly large large-scale open-source effective efficient unified two three several".split()
)
_NOVEL = frozenset("new novel first-ever first newly".split())
_USES = frozenset(
    "use uses used using apply applies applied adopt adopts adopted examine examines consider study studies evaluate evaluated evaluating leverage leverages "
    "leveraging employ employs exploit exploits exploiting extend extends investigate analyze on existing".split()
)
_EMPLOYS = frozenset(
    "using uses use employs employing utilizes utilizing utilising leverages leveraging adopts adopting applies applying exploits exploiting "
    "combines combining extends extending embedded incorporates incorporating".split()
)
"""What is done with things of others: "an approach that employs X"."""
_STUDIES = frozenset(
    "analyze analyse study evaluate investigate test describe discuss demonstrate validate explore use apply release implement".split()
)
_PARTS = frozenset(
    "consists comprises composed consisting comprising including components component modules contains namely stages".split()
)
_OF = frozenset(
    "version prototype implementation family families class classes variant variants notion notions concept concepts".split()
)
"""What is introduced in "the family of X" is X, as with nouns of kind."""
_PREPOSITIONS = frozenset(
    "for of to on in with by from using based via over than through under towards between into against about upon across within like without "
    "as that which where when and/or is are was were can if how such including e.g".split()
)
_SMALL = frozenset("a an the our its their this these and or both &".split())
_NEUTRAL = frozenset("as it here model method system dataset task approach framework this them new which".split())
_NEAR = {
    word: sign
    for sign, words in (
        ("using", "use uses used using utilize utilizes utilizing leverage leverages leveraging employ employs employing apply applying adopt adopts "
         "adopting via fine-tune fine-tuning finetune pretrained pre-trained with based upon extend extends extending train trained"),
        ("against", "than over outperform outperforms outperforming outperformed baseline baselines compared comparing compare versus vs unlike beats surpass "
         "surpasses surpassing like including e.g such existing popular standard state-of-the-art well-known recent"),
        ("on", "on evaluate evaluated experiments across"),
    )
    for word in words.split()
}  # fmt: skip
_PRAISE = frozenset(
    "effectiveness superiority utility usefulness advantages advantage performance benefits benefit merits efficacy potential efficiency robustness versatility".split()
)
_MARKS = "()[]{}\"'“”‘’`,;:.!?"
_REACH = 160
_SPEAKS = (
    "e ",
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
    sentence = text[begin:stop]
    return ("we " in sentence or "We " in sentence) or any(sign in sentence for sign in _SPEAKS[1:])


def nearby(left: str) -> set[str]:
    """What the few words right before a name say where the sentence does not speak of own work."""
    signs: set[str] = set()
    words = left.split()[-4:]
    if not words:
        return {"opens"}
    bare = [word.strip(_MARKS).lower() for word in words]
    for word in bare:
        if sign := _NEAR.get(word):
            signs.add(sign)
    if "of" in bare and _PRAISE & set(bare):
        signs.add("wins")
    if bare[-1] in _NOVEL:
        signs.add("novel")
    if left[-1:] == "(":
        signs.add("in-bracket")
    return signs


def before(text: str, begin: int, at: int, kinds: Kinds) -> set[str]:
    """What the words of a sentence before a name say; the noun of kind among them goes to `kinds`."""
    left = text[max(begin, at - _REACH) : at]
    if ")" in left and _CITED.search(left):
        left = _CITATION.sub("", left)
    words = left.split()
    if not words:
        return {"opens"}
    words[:0] = _subject(text[begin : max(begin, at - _REACH)])
    signs: set[str] = set()
    if left[-1] == "(":
        signs.add("in-bracket")
    elif left[-1] in "\"“`‘'{":
        signs.add("quoted")
    bare = [word.strip(_MARKS).lower() for word in words]
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
    if left[-1] != "(" and left.rfind("(") > left.rfind(")") and not signs & {"called", "own-called"}:
        signs.add("inside")  # a member of a list in brackets, or of an aside
    if "of" in bare[-4:] and not _PRAISE.isdisjoint(bare[-5:]):
        signs.add("wins")
    if not _PARTS.isdisjoint(bare[-7:]):
        signs.add("parts")
    at = len(bare)
    while at and (bare[at - 1] in _SMALL or bare[at - 1] in _NEW):
        at -= 1
    if at > 1 and "we" in bare[max(0, at - 3) : at - 1]:
        signs.add("we-verb")
    for word in bare[max(verb, len(bare) - 5) :]:
        if (sign := _NEAR.get(word)) and (word != "based" or bare[-1] == "on"):
            signs.add(sign)
    return signs


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
        if (
            word in _CALLED
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
            kinds["np"] = kind_of(passed) or kind_of(phrase[: _first_preposition(phrase)]) or kind_of(phrase[-3:])
            return back
        if (
            (verb := VERBS.get(word))
            and _is_verb(bare, back)
            and _does(bare, back, signs, verb, passed, comma, prepositions)
        ):
            head = passed[::-1]
            if "other-does" not in signs:
                kinds["np"] = kind_of(head[: _first_preposition(head)]) or kind_of(head if not comma else head[-3:])
            return back
        if word in _PREPOSITIONS and not (word == "based" and passed and passed[-1] not in _PREPOSITIONS):
            prepositions += 1
        passed.append(word)
    return 0


_PHRASAL = {"forward": frozenset(["put", "puts"]), "available": frozenset(["make", "makes", "made"])}
"""The second words of verbs, with what stands before them: "we put forward X"."""


def _is_verb(bare: list[str], back: int) -> bool:
    """Whether a word that is a verb only behind another one stands behind that one."""
    first = _PHRASAL.get(bare[back])
    return first is None or (back > 0 and bare[back - 1] in first)


def _first_preposition(words: list[str]) -> int:
    return next((i for i, word in enumerate(words) if word in _PREPOSITIONS and i), len(words))


def _article(bare: list[str], signs: set[str]) -> None:
    """Notes the article or pronoun before a name and its adjective."""
    last = bare[-1]
    two = bare[-2] if len(bare) > 1 else ""
    recent = "recently" in bare[-4:]
    if (not recent and (last in ("our", "proposed") or two in ("our", "proposed"))) or _our_kind(bare):
        signs.add("our")
        if last in ("our", "proposed"):
            signs.add("our-direct")
    if last in ("a", "an") or two in ("a", "an"):
        signs.add("det-a")
    if last in ("novel", "new") or two in ("novel", "new"):
        signs.add("novel")
    if (last == "of" and two in KINDS) or (two == "of" and bare[-3:-2] and bare[-3] in KINDS):
        signs.add("kind-of")
    if last in KINDS:
        signs.add("kind-before")
        if _NEW & set(bare[-5:-1]):
            signs.add("new-head")


def _our_kind(bare: list[str]) -> bool:
    """Whether a noun of kind that is ours stands before a name: "our fast text classifier", "the resulting model,", "our task of"."""
    at = len(bare) - (2 if bare[-1] == "of" else 1)
    if at < 1 or bare[at] not in KINDS:
        return False
    for word in bare[max(0, at - 4) : at][::-1]:
        if word in ("our", "resulting"):
            return True
        if word in _PREPOSITIONS or word in VERBS or word in _RESULTS:
            return False
    return False


def _listed(words: list[str], back: int) -> bool:
    """Whether a comma parts members of a list of names: "A, B and C"."""
    return words[back][0].isupper() and (words[back + 1] in _SMALL or words[back + 1][0].isupper())


def _calls(bare: list[str], back: int, passed: list[str], signs: set[str]) -> bool:
    """Whether a word of naming stands right before the name: "called", "which we call the"."""
    if len(passed) > 2 or any(word not in _SMALL and word not in _NEUTRAL for word in passed):
        return False
    window = bare[max(0, back - 16) : back]
    base = max(0, back - 16)
    own = _speaks_of_own(window[-8:]) or any(
        word in VERBS and _is_verb(bare, base + i) and _is_own(bare, base + i, bare[max(0, base + i - 9) : base + i])
        for i, word in enumerate(window)
    )
    if window[-1:] and window[-1] in KINDS and window[-2:-1] in (["the"], ["our"]):
        own = True  # "the model, called X, is ..."
    used = max((i for i, word in enumerate(window) if word in _USES), default=-1)
    named = window[max((i for i, word in enumerate(window) if word in _PREPOSITIONS), default=-1) + 1 :]
    if _NOVEL & set(named) and {"a", "an", "two", "three"} & set(named):
        signs.add("new-named")
    if (
        used >= 0
        and "new-named" not in signs
        and window[-1:] not in (["we"], ["i"])
        and not any(
            (word in VERBS and word not in _PHRASAL) or (word == "to" and after not in _SMALL)
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
    if _NOVEL & set(window):
        signs.add("new-called")
    if _THEIRS & set(window[-8:]):
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
    if form.endswith("s") and window[-1:] in (["that"], ["which"]):
        return False  # a thing does it
    if not _is_own(bare, back, window):
        signs.add("other-does")
        return True
    content = [word for word in passed if word and word not in _SMALL]
    if "and" in passed and content[-1:] and content[-1] in _STUDIES:  # "we propose and analyze X"
        content.pop()
    signs.add(f"verb-{verb}")
    if not content or all(word in _NEW for word in content):
        signs.add("own-direct")
    elif comma:
        signs.add("own-appos-far" if prepositions > 1 or _EMPLOYS & set(passed) else "own-appos")
    elif prepositions:
        signs.add("own-of" if prepositions == 1 and _of_kind(passed) else "own-prep")
    else:
        signs.add("own-np")
    if prepositions and comma:
        signs.add("appos-prep")
    if _EMPLOYS & set(passed):
        signs.add("uses-between")
    if _NEW & set(passed):
        signs.add("new-between")
    if _NOVEL & set(passed):
        signs.add("novel-between")
    return True


def _of_kind(passed: list[str]) -> bool:
    """Whether the words between a verb and a name, the last one first, are like "the task of": a noun of kind with few words before it."""
    at = next((i for i, word in enumerate(passed) if word not in _SMALL and word not in _NEW), len(passed))
    return at + 1 < len(passed) < at + 7 and passed[at] == "of" and (passed[at + 1] in KINDS or passed[at + 1] in _OF)


def _is_own(bare: list[str], back: int, window: list[str]) -> bool:
    """Whether the one who does it is the author: "we", "this paper", "by introducing", a plain verb later in a sentence with "we"."""
    near = set(window[-3:])
    if near & _THEIRS and not near & {"we", "i"}:
        return False
    if _speaks_of_own(window):
        return True
    form = bare[back]
    if form.endswith("ing") and (not window or window[-1] in ("by", "and")):
        return True
    return form in _BASE and (
        ("we" in bare[:back] and (window[-1:] == ["and"] or _we_do(bare[:back])))
        or (bool(window) and window[-1] in ("to", "and") and "our" in bare[:back])
    )


def _we_do(words: list[str]) -> bool:
    """Whether no clause about something else begins behind the last "we" among words: "we show that its labels provide"."""
    behind = words[len(words) - words[::-1].index("we") :]
    return not any(word in ("that", "whether", "how") for word in behind[:3])


def _speaks_of_own(words: list[str]) -> bool:
    """Whether words name the authors or their work."""
    return any(word in _OWN or (word in _WORKS and i and words[i - 1] in _THIS) for i, word in enumerate(words))


_SERIES = frozenset(["open problem", "position paper", "survey", "tutorial", "extended abstract", "proceedings"])
"""What begins a title and is the kind of paper."""


def titled(title: str, outer: tuple[int, int], short: bool, kinds: Kinds) -> set[str]:
    """Features of a name in the title; `short` says whether it stands there itself, not its long form."""
    follows = title[outer[1] : outer[1] + 3]
    if title[: outer[1]].lower() in _SERIES:
        return {"in-title"}
    if outer[0] and title[: outer[0]] not in ("The ", "Introducing ", "Introducing the "):
        return {"in-title"}
    if not (
        follows[:1] in (":", "?", ",") or follows[:2] in (" –", " —", " -", "--", "—", "–") or follows.startswith(" :")
    ):
        return {"in-title", "title-first"} | ({"title-whole"} if len(follows) < 2 else set())
    words = [word.strip("(),.:;-–—") for word in title[outer[1] :].lower().split()]
    words = [word for word in words if word]
    if words and not words[0].endswith("ing"):
        kinds["title"] = kind_of(words[: _first_preposition(words)])
    signs = {"in-title", "title-comma" if follows[:1] == "," else "title-colon" if short else "title-long"}
    if words[:1] in (["a"], ["an"]) and "title-comma" in signs:
        signs.add("title-appos")
    if words:
        signs.add("title-a" if words[0] in ("a", "an") else "title-ing" if words[0].endswith("ing") else "title-other")
    return signs


# --- after a name ----------------------------------------------------------------------------------------------------

_BRACKET = re.compile(r"[\s'’\"”}]{0,4}\(([^()]{1,120})\)")
_APPOS = re.compile(
    r"['’\"”})]{0,3}\s?(?:,|:|–|—|-{1,3})\s{1,3}((?:an?|the|our|one of|two|three|four|several)\s(?:[a-z-]{2,20},\s){0,3}[^,.;:()]{1,160})",
    re.IGNORECASE,
)
_NOUNS_AFTER = re.compile(r"['’\"”})]{0,3}\s([a-z][a-z-]{1,20}(?:\s[a-z][a-z-]{1,20}){0,2})")
_AS = re.compile(r"['’\"”})]{0,3}\sas\s(?:an?|the)\s([^,.;:()]{1,100})")
_IS = re.compile(r"['’\"”})]{0,3}\s(?:is|are)\s(?:an?|the)\s([^,.;:()]{1,160})")
_PASSIVE = re.compile(
    r"['’\"”})]{0,3}\s(?:[a-z-]{1,20}\s)?(?:is|are|was|has been|have been)\s(?:then\s|also\s|further\s|here\s|freely\s|publicly\s|first\s)?"
    r"(introduced|proposed|presented|developed|described|designed|released|created|available|built|constructed|formulated|implemented|open-source)\b"
)
_YEAR = re.compile(r"[\s(](?:19|20)\d\d[)\]]")
_RENAMED = re.compile(r"[^.;()]{0,60}?,?\s(?:namely|called|named|dubbed|termed|coined|which we call|titled)\s")
_RENAMED_SIGNS = ("amely", "alled", "amed", "ubbed", "ermed", "oined", " we call", "itled")
"""What stands in every match of the pattern above: looked for first."""
_FAR = re.compile(r"[^,.;:]{0,90}?\s(?:is|are)\s(?:[a-z]{2,12}\s)?(?:proposed|introduced|presented|developed)\b")
_CITATION = re.compile(r"\s?\((?:[^()]{2,90}\D)?(?:19|20)\d\d[a-z]?\)")
"""A work of others in brackets: what stands before it goes on behind it."""
_CITED = re.compile(r"(?:19|20)\d\d|et al|\d{1,2}\]")
_RESULTS = frozenset(
    "outperforms achieves improves consists contains provides uses can leverages combines learns enables allows features covers aims generates extends integrates supports "
    "significantly consistently employs first takes makes also comprises reduces helps performs surpasses obtains yields works shows models offers addresses has".split()
)
_WINS = frozenset(
    "outperforms outperform achieves improves significantly consistently surpasses obtains yields reduces performs substantially beats sets".split()
)
_UNTIL = frozenset(
    "that which for to with where of in from on by using based whose designed consisting containing built".split()
)


def _head(phrase: str) -> list[str]:
    """The words of a noun phrase up to its first preposition or clause, in small letters."""
    words = phrase.lower().split()
    return words[: next((i for i, word in enumerate(words) if word in _UNTIL), len(words))]


def after(text: str, at: int, stop: int, kinds: Kinds) -> set[str]:
    """What the words of a sentence after a name say; the noun of kind among them goes to `kinds`."""
    signs: set[str] = set()
    if text[at : at + 1] in (")", "]"):
        at += 1
    elif text[at : at + 2] == " (" and (bracket := _BRACKET.match(text, at, stop)):
        if _CITED.search(bracket[1]):
            signs.add("cited")
        at = bracket.end()
    right = text[at : min(stop, at + 180)]
    if right[:1] == "-":
        signs.add("word-after")
    if right.startswith(("-based", " based ")):
        signs.add("based-after")
    if "et al" in right or (")" in right and _YEAR.search(right)):
        signs.add("cite-near")
    if not right:
        return signs | {"closes"}
    if match := _APPOS.match(right):
        _says("appos", _head(match[1]), signs, kinds)
        signs.add("appos-the" if match[1][:4].lower() == "the " else "appos")
    elif match := _IS.match(right):
        _says("is", _head(match[1]), signs, kinds)
        signs.add("is-a")
    elif match := _PASSIVE.match(right):
        signs.add("available" if match[1] in ("available", "open-source") else "passive")
        if match[0].find(" is ") + match[0].find(" are ") > -2 and not right.startswith(" by ", match.end()):
            signs.add("passive-now")
    elif (" is " in right or " are " in right) and _FAR.match(right):
        signs.add("passive-far")
    if right[:1] != "," and any(sign in right for sign in _RENAMED_SIGNS) and _RENAMED.match(right):
        signs.add("renamed")
    _followed(right, signs, kinds)
    return signs


def _followed(right: str, signs: set[str], kinds: Kinds) -> None:
    """Notes the noun or verb right after a name."""
    if right.startswith(" of "):
        signs.add("of-after")
    if match := _AS.match(right):
        kinds["appos"] = kind_of(_head(match[1]))
    elif match := _NOUNS_AFTER.match(right):
        nouns = match[1].split()
        if (
            nouns[0] in KINDS
            or " ".join(nouns[:2]) in PAIRS
            or (len(nouns) > 1 and nouns[1] in KINDS and nouns[0] not in _PREPOSITIONS and nouns[0] not in _RESULTS)
        ):
            signs.add("kind-after")
            kinds["after"] = kind_of(
                nouns[:2] if nouns[0] not in KINDS or (len(nouns) > 1 and nouns[1] in KINDS) else nouns[:1]
            )
        elif nouns[0] in _RESULTS:
            signs.add("wins" if nouns[0] in _WINS else "acts")
        elif nouns[0].endswith("ing") or (nouns[0].endswith("ed") and len(nouns) > 1 and nouns[1] in _PREPOSITIONS):
            signs.add("clause-after")
        elif nouns[0] not in _PREPOSITIONS and nouns[0] not in _SMALL:
            signs.add("word-after")


def _says(where: str, head: list[str], signs: set[str], kinds: Kinds) -> None:
    """Notes the kind and the newness that an apposition or a definition says."""
    if kind := kind_of(head):
        signs.add(f"{where}-kind")
        kinds[where] = kind
    if _NEW & set(head):
        signs.add(f"{where}-new")
    if _NOVEL & set(head):
        signs.add(f"{where}-novel")
