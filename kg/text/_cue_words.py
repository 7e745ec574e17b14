"""What the words around a name are told by (`kg.text._cues`, `kg.text._cues_behind`): lists of words, and the kinds they say."""

from __future__ import annotations

import re

Kinds = dict[str, str]
"""The kinds that the words around a name say, by where they stand."""
STRONG = frozenset(
    "own-direct own-np own-appos own-of called own-called is-new appos-new appos-novel passive passive-far our our-direct title-colon title-long title-named title-appos notion "
    "task-of own-colon the-kind-opens "
    "called-term own-term own-term-to own-that own-the new-kind-term new-of-kind our-kind new-called novel new-head".split()
)
"""What speaks for a name; the occurrence that shows most of them is quoted."""
_FORMS = {
    "introduce": "introduce introduces introduced introducing",
    "propose": "propose proposes proposed proposing forward advocate advocates",
    "present": "present presents presented presenting",
    "describe": "describe describes described describing details demonstrate",
    "develop": "develop develops developed developing devise devises devised devising design designs designed designing invent invents invented craft crafted",
    "build": "build builds built building create creates created creating construct constructs constructed constructing collect collects "
    "collected collecting curate curates curated compile compiled assemble assembles assembled prepare prepares implement implements implemented implementing "
    "annotate annotated crowdsource crowdsources crowdsourced crowd-source crowd-sourced organize organizes organise organises",
    "release": "release releases released releasing publish publishes published offer offers contribute contributes contributing provide provides "
    "provided open-source available",
    "define": "define defines defined defining formalize formalizes formalise coin coins initiate initiates suggest suggests derive derives",
    "identify": "identify identifies identified formulate formulates formulated announce announces",
    "result": "yields resulting",
}
VERBS = {form: verb for verb, forms in _FORMS.items() for form in forms.split()}
BASE = frozenset(forms.split()[0] for forms in _FORMS.values()) | {
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
CALLED = frozenset(
    "called named dubbed termed call name dub term coined titled namely denoted abbreviated denote coin entitled nicknamed christen christened baptise baptised baptize baptized".split()
)
OWN = frozenset("we i here our contribution contributions".split())
WORKS = frozenset(
    "paper work article study report thesis demo chapter letter note submission manuscript tutorial".split()
)
THIS = frozenset("this our the present current in".split())
"""What stands before "paper" where it is this one: recent work is not."""
THEIRS = frozenset(
    "existing commonly often typically usually sometimes al al. recently previous prior existing previously earlier authors they who been popular well-known".split()
)
NEW = frozenset(
    "new novel first-ever first newly simple publicly large large-scale open-source effective efficient unified two three several".split()
)
NOVEL = frozenset("new novel first-ever first newly".split())
USES = frozenset(
    "use uses used using apply applies applied adopt adopts adopted examine examines consider study studies evaluate evaluated evaluating leverage leverages "
    "leveraging employ employs exploit exploits exploiting extend extends investigate analyze on existing".split()
)
EMPLOYS = frozenset(
    "using uses use employs employing utilizes utilizing utilising leverages leveraging adopts adopting applies applying exploits exploiting "
    "combines combining extends extending embedded incorporates incorporating surpassing outperforming exceeding beating modelled modeled inspired".split()
)
"""What is done with things of others: "an approach that employs X"."""
STUDIES = frozenset(
    "analyze analyse study evaluate investigate test describe discuss demonstrate validate explore use apply release implement".split()
)
PARTS = frozenset(
    "consists comprises composed consisting comprising including components component modules contains namely stages".split()
)
OF = frozenset(
    "version prototype implementation family families class classes variant variants notion notions concept concepts".split()
)
"""What is introduced in "the family of X" is X, as with nouns of kind."""
PREPOSITIONS = frozenset(
    "for of to on in with by from using based via over than through under towards between into against about upon across within like without "
    "as that which where when and/or is are was were can if how such including e.g".split()
)
SMALL = frozenset("a an the our its their this these and or both &".split())
NEUTRAL = frozenset("as it here model method system dataset task approach framework this them new which".split())
NEAR = {
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
PRAISE = frozenset(
    "effectiveness superiority utility usefulness advantages advantage performance benefits benefit merits efficacy potential efficiency robustness versatility".split()
)
RESULTS = frozenset(
    "outperforms achieves improves consists contains provides uses can leverages combines learns enables allows features covers aims generates extends integrates supports "
    "significantly consistently employs first takes makes also comprises reduces helps performs surpasses obtains yields works shows models offers addresses has".split()
)
CITATION = re.compile(r"\s?\((?:[^()]{2,90}\D)?(?:19|20)\d\d[a-z]?\)")
"""A work of others in brackets: what stands before it goes on behind it."""
CITED = re.compile(r"(?:19|20)\d\d|et al|\d{1,2}\]")


def first_preposition(words: list[str]) -> int:
    """Where the first preposition behind the first word stands, or how many words there are."""
    return next((i for i, word in enumerate(words) if word in PREPOSITIONS and i), len(words))
