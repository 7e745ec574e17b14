"""Tasks a paper works on, and the natural languages it works with.

A task is a noun phrase whose head names an activity ("named entity recognition", "convex optimization") and that stands in the title or where words
say that it is a task. A language has its BCP 47 code as value; where a text does not speak of language, "Chinese" or "French" name countries and are not read.
Data sets a paper is evaluated on are mentions, not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Fact
from kg.text._languages import COMPOUNDS, LANGUAGES
from kg.text._statements import hinted
from kg.text._telling_words import HEADS, as_printed, telling_words

FIELDS = ("title", "abstract")
VERSION = "1"
LIMIT = 10_000
"""No more of a text is read than this many characters: an abstract is shorter."""
MOST = 4
"""At most this many tasks of a field are given: the likeliest ones."""

# --- tasks -----------------------------------------------------------------------------------------------------------

_PRINTED = as_printed(HEADS)
_WIDE = frozenset(
    "analysis learning reasoning modeling modelling testing similarity acquisition control inference understanding matching estimation embedding decoding regression".split()
)
"""Heads of many phrases that are no tasks: they count in titles and where words say that they are tasks, if their whole phrase is known."""

KNOWN = frozenset(
    """machine translation|neural machine translation|statistical machine translation|named entity recognition|relation extraction|event extraction|information extraction|
    open information extraction|closed information extraction|dependency parsing|constituency parsing|semantic parsing|amr parsing|discourse parsing|question answering|
    visual question answering|open-domain question answering|text classification|document classification|sentence classification|image classification|
    relation classification|text summarization|abstractive summarization|extractive summarization|word sense disambiguation|entity disambiguation|entity linking|
    part-of-speech tagging|pos tagging|semantic role labeling|sequence labeling|coreference resolution|information retrieval|passage retrieval|text generation|
    natural language generation|data-to-text generation|dialogue generation|response generation|question generation|story generation|code generation|
    grammatical error correction|spelling correction|knowledge base completion|knowledge graph completion|link prediction|language identification|word segmentation|
    language modeling|language modelling|reading comprehension|machine reading comprehension|natural language inference|natural language understanding|
    spoken language understanding|sentiment analysis|aspect-based sentiment analysis|sentiment classification|essay scoring|automated essay scoring|text simplification|
    sentence simplification|word alignment|textual entailment|image captioning|speech recognition|automatic speech recognition|speech synthesis|speech translation|
    opinion mining|argument mining|text normalization|fact checking|fact verification|slot filling|entity typing|visual grounding|semantic similarity|
    semantic textual similarity|intent detection|hate speech detection|fake news detection|rumor detection|sarcasm detection|emotion recognition|stance detection|
    event detection|metaphor detection|topic modeling|topic modelling|keyphrase extraction|keyphrase generation|terminology extraction|lexicon induction|
    bilingual lexicon induction|grammar induction|reinforcement learning|active learning|multi-task learning|few-shot learning|representation learning|
    transfer learning|online learning|convex optimization|stochastic convex optimization|variational inference|causal inference|density estimation|
    covariance estimation|parameter estimation|matrix completion|matrix estimation|policy evaluation|empirical risk minimization|structured prediction|
    multiclass classification|binary classification|linear regression|logistic regression|hypothesis testing|property testing|community detection|
    object detection|semantic segmentation|image segmentation|pose estimation|anomaly detection|out-of-distribution detection|recommendation|paraphrase generation|
    paraphrase identification|lexical substitution|style transfer|text style transfer|dialogue state tracking|commonsense reasoning|visual reasoning|
    morphological inflection|readability assessment|quality estimation|distribution testing|mean estimation|active learning|imitation learning|
    multi-armed bandits|contextual bandits|program synthesis|program repair|test generation|defect prediction|bug localization""".replace(
        "\n", " "
    ).split("|")
)
_KNOWN = frozenset(" ".join(name.split()) for name in KNOWN)
_BEFORE_HEAD = frozenset(tuple(name.split()[-2:]) for name in KNOWN)
"""The last two words of the known phrases: most phrases are told by them not to be known."""

_IN_PHRASE = re.compile(r"[A-Za-z][A-Za-z0-9’'/-]{0,24}")
_STOPS = frozenset(
    """the a an of for in on to and or with our we this that these those their its new novel existing previous such as from by is are be both via using use used task
    tasks better good best well known current recent several many various different other more most can can't into over under through as at called improve
    improves improving propose proposes study studies address addresses perform performs including include includes e.g. i.e. without between towards toward large-scale
    effective efficient accurate high-quality automatic which where when than how do does not but also only any all each two three four five state-of-the-art
    challenging important traditional conventional popular end robust improved simple general fast faster making based trained enhanced guided incorporating leveraging
    enabling call called newly proposed solve solving learning-based it has have was were during across within while then so if no enhancing rethinking exploring evaluating understanding""".split()
)
_SAYS_TASK = re.compile(r"(?:\s\([A-Z][A-Za-z-]{1,9}s?\))?\s(?:sub)?tasks?\b")
_TASK_OF = re.compile(
    r"\b(?:tasks?|problems?)\s(?:of|like|called|:|such as|including|namely)\s(?:the\s)?(?:[\w\s,-]{0,60}(?:,|and)\s)?$|\btasks?:\s(?:[\w\s,-]{0,60}(?:,|and)\s)?$|"
    r"\b(?:study|address|tackle|investigate|consider|on|for)\s(?:the\s(?:task|problem)\sof\s)$"
)
_WORKED_ON = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Ee]xperiment\w{0,6}|[Ee]valuat\w{1,5}|[Dd]emonstrat\w{1,4}|[Rr]esults|[Aa]ppl\w{1,4}|[Pp]ropose[sd]?|[Tt]his paper)\b[^.;]{0,90}\b(?:on|for|to|in)\s(?:[^.;]{0,70}[\s(])?$"
)
_ABBREVIATED = re.compile(r"\s\([A-Z][A-Za-z-]{1,9}s?\)")
_TITLE_END = re.compile(
    r"\s(?:for|in|with|via|using|by|through|over|on|under|of|and|from|as|without|based|across|task|tasks|models?|systems?)\b|[:.,?!]|\s?$"
)

CONFIDENCE = {
    "title-known": 0.91,
    "known-task": 0.83,
    "abbreviated": 0.8,
    "task-of": 0.75,
    "title-head": 0.6,
    "known-on": 0.6,
    "language-used": 0.93,
    "language": 0.75,
}
"""How often each rule is right on the half of the gold standard that was looked at."""


def read(field: str, text: str) -> Iterator[Fact]:
    """The tasks and languages of a title or an abstract in the order of the text; nothing for other fields."""
    if field not in FIELDS:
        return
    text = text[:LIMIT]
    words = telling_words(text)
    facts = [*_tasks(field, text, words), *_languages(field, text, words)]
    facts.sort(key=lambda fact: (fact.start, fact.end))
    yield from facts


def _tasks(field: str, text: str, words: frozenset[str]) -> list[Fact]:
    heads = {word.lower() for word in words & _PRINTED}
    if not heads:
        return []
    lowered = text.lower()
    if len(lowered) != len(text):  # some capitals fold to two characters
        return []
    best: dict[str, tuple[float, int, int, str]] = {}
    for head in sorted(heads):
        at = lowered.find(head)
        while at >= 0:
            end = at + len(head)
            if text[end : end + 1].isalnum() or (at and lowered[at - 1] not in " \n-"):
                at = lowered.find(head, end)
                continue
            if found := _task(field, text, lowered, at, end, head):
                start, rule = found
                name = " ".join(lowered[start:end].split())
                if name not in best or CONFIDENCE[rule] > best[name][0]:
                    best[name] = (CONFIDENCE[rule], start, end, rule)
            at = lowered.find(head, end)
    chosen = sorted(best.values(), key=lambda one: (-one[0], one[1]))[:MOST]
    return [
        Fact("task", " ".join(text[start:end].split()), start, end, text[start:end], f"tasks/{rule}/{VERSION}", sure)
        for sure, start, end, rule in chosen
    ]


def _task(field: str, text: str, lowered: str, at: int, end: int, head: str) -> tuple[int, str] | None:
    """Where the phrase of a head begins and the rule by which it is a task; None where it is none."""
    if field == "abstract" and not _may_be_task(lowered, at, end, head):
        return None
    window = max(0, at - 80)
    kept: list[tuple[int, str]] = []
    last = at
    for word in reversed(text[window:at].rsplit(None, 4)[-4:]):
        start = text.rfind(word, window, last)
        # A phrase ends at punctuation, at a blank line and where a word is cut off by the window.
        if (
            last - start - len(word) > 3
            or (start == window and window)
            or word.lower() in _STOPS
            or not _IN_PHRASE.fullmatch(word)
        ):
            break
        last = start
        kept.append((last, word))
    if not kept:
        return None
    for start, _ in reversed(kept):  # the longest known phrase
        if " ".join(lowered[start:end].split()) in _KNOWN:
            known = True
            break
    else:
        known, start = False, kept[-1][0]
    rule = _rule(field, text, start, end, head, known)
    return (start, rule) if rule else None


def _may_be_task(lowered: str, at: int, end: int, head: str) -> bool:
    """Whether a head in an abstract may be one of a task: a quick look, before the words of its phrase are walked."""
    before = lowered[max(0, at - 170) : at]
    if "task" in before or "problem" in before:
        return True
    if head not in _WIDE and lowered[end + 1 : end + 2] == "(":
        return True
    last = before[-26:].split()[-1:]
    return not last or (last[0], head) in _BEFORE_HEAD


def _rule(field: str, text: str, start: int, end: int, head: str, known: bool) -> str:
    if field == "title":
        if known:
            return "title-known"
        return "title-head" if head not in _WIDE and _TITLE_END.match(text, end) else ""
    before = text[max(0, start - 90) : start]
    if _SAYS_TASK.match(text, end):
        return "known-task" if known else ""
    if ("task" in before or "problem" in before) and _TASK_OF.search(before):
        return "known-task" if known else "task-of"
    if _ABBREVIATED.match(text, end) and (known or head not in _WIDE):
        return "known-task" if known else "abbreviated"
    return "known-on" if known and _WORKED_ON.search(text[max(0, start - 140) : start]) else ""


# --- languages -------------------------------------------------------------------------------------------------------

_LINGUISTIC = (
    "translat", "language", "linguist", "corpus", "corpora", "treebank", "speech", "sentence", "NLP", "parsing", "lexic", "morpholog", "multilingual", "dialect", "tweet",
    "word", "text", "speak",
)  # fmt: skip
_OF_A_COUNTRY = re.compile(
    r"(?:\s|-)(?:government|people|compan|hospital|Academy|Revolution|author|research|population|patient|women|men\b|students|children|universit|econom|market|restaurant|food|"
    r"cit(?:y|ies)\b|federal|national|parliament|president|war\b|army|Empire|Republic|Ministry|school|industr|science|physic|mathemati|Sea\b|America|remainder|process)"
)


def _languages(field: str, text: str, words: frozenset[str]) -> list[Fact]:
    present = LANGUAGES.keys() & words
    if not present or not hinted(_LINGUISTIC, text):
        return []
    compounds = [name for name in COMPOUNDS if not words.isdisjoint((name.rsplit(" ", 1)[-1],)) and name in text]
    facts: dict[str, Fact] = {}
    for name in (*compounds, *sorted(present)):
        code = COMPOUNDS.get(name) or LANGUAGES[name]
        if code not in facts and (at := _first(text, name, compounds)) >= 0:
            end = at + len(name)
            used = field == "title" or _IN_USE.match(text, end) or _USED.search(text, max(0, at - 30), at)
            sure = CONFIDENCE["language-used" if used else "language"]
            facts[code] = Fact("language", code, at, end, name, f"tasks/language/{VERSION}", sure, {"name": name})
    return list(facts.values())


def _first(text: str, name: str, compounds: list[str]) -> int:
    """Where a language is named first as such: a whole word, not the people of a country, and not the end of a longer name; -1 for nowhere."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        whole = not (text[end : end + 1].isalnum() or (at and text[at - 1].isalnum()))
        longer = any(
            len(one) > len(name) and text.startswith(one, end - len(one))
            for one in compounds
            if one.endswith(name) and end >= len(one)
        )
        if whole and not longer and not _OF_A_COUNTRY.match(text, end):
            return at
        at = text.find(name, end)
    return -1


_IN_USE = re.compile(
    r"(?:-[A-Z]|-to-|–|/|\s(?:language|texts?|data|dataset|corpus|corpora|treebank|tweets|speech|sentences|words|news|Wikipedia|dialect|verbs|nouns|to|and|or)\b)"
)
_USED = re.compile(
    r"(?:\b(?:in|for|to|into|on|from|of|between|and|or|language|languages|including)\s|-to-|-|–|[,(]\s?)$"
)
