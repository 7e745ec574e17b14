"""What a link leads to: code, data, a model, a project page, a demo, a paper, or something other.

The words of its sentence next to it say it; its host corrects them (a repository is no project page, a project page is no repository);
where only a name is said to be there, what the text calls that name; else the host. The rule in full stands in benchmarks/_text_links.py.
All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text import _link_things as things
from kg.text._statements import anycase

_NEAR = 40
"""A word after a preposition ("of our data") says what is there only so near to the link."""
_REACH = 160
"""So many characters before a link are looked at."""

# --- words -----------------------------------------------------------------------------------------------------------

_HEAD = (
    r"(?=\W{0,3}$|\s?[,.;:()\[/’'\"]|\s(?:is|are|was|were|will|would|can|could|may|has|have|had|be|been|being|and|or|as|for|at|of|on|in|to|from|via|by|with|"
    r"that|which|we|used|available|released|hosted|published|online|here|together|along|both|associated|described|developed|not|now|also|"
    r"base|release|repositor(?:y|ies)|packages?|distribution|files?|weights|checkpoints?|parameters|zoo|data ?sets?|data|models?|examples|documentation|url|link|location)\b)"
)
"""What follows a noun that is not only the modifier of another: "the code is", not "code composition"."""
_OFFERED = (
    r"(?:\s(?:of|for|in)\s(?:[\w-]{1,20}\s){0,3}?[\w-]{1,20})?(?=\W{0,3}$|\s(?:at|from|via|on|under|here)\W{0,3}$|\s(?:is|are|was|were|will be|can be|may be|has been|have been)\s"
    r"(?:(?!not\b)\w{2,12}\s){0,3}?(?:available|accessible|download(?:ed|able)|found|released|obtained|accessed|provided|published|shared|hosted|deployed|reach(?:ed|able)|online|here)\b"
    r"|\s(?:is|are|was|were|will be)\s(?:now\s|also\s|freely\s|publicly\s)?(?:at|on)\b)"
)
"""What follows the noun for what is there and nothing else: "the dialogues are available", not "the dialogues are long"."""
ROLE_WORDS = anycase(
    r"\b(?:(?P<demo>(?:demos?|demonstrations?)(?!\svideos?\b)|playground|(?:live|running|public|hosted) (?:system|instance|version)|demo (?:web ?site|page)|interface|web[- ]app(?:lication)?|(?:web[- ]?)?(?:server|service|portal)|(?<!cross-)(?<!\bOS )platform(?![-s])|"
    r"(?:online|web[- ]based)\s(?:[\w-]{1,20}\s){0,4}?(?:tool|system|application)|(?:web )?browser(?!\s(?:extension|plug-?in|add-?on))|hosted|(?:sparql )?endpoints?"
    rf"|(?:chat-?bot|search engine|(?<!mobile )(?<!android )app|dashboard|interactive map|apis?){_OFFERED}|(?:try|interact with) (?:it|them)\b|(?:is|are) (?:running|live|online)(?=\s(?:at|on|under|via)\W{{0,3}}$)|(?:searchable|browsable|queryable|playable)\b|(?:can|could|may) be (?:tried|tested|explored|queried|browsed|searched|played|used(?=\s(?:freely\s|online\s|directly\s){{0,2}}(?:at|on|via|under|here)\W{{0,3}}$)))"
    r"|(?P<other>videos?|blog ?posts?|screencast|slides?|poster|leaderboard|tutorials?|documentation|manual|appendix|supplementary|survey form|questionnaires?|annotation guidelines|samples of (?:[\w-]{1,20}\s){0,3}?(?:speech|audio|music|singing)|(?:audio|sound|speech|music) (?:samples?|examples?|clips?)|pre-?registration"
    rf"|(?:results|analys[ei]s){_OFFERED})"
    r"|(?P<project>project(?:'s)? (?:page|site|website|web ?page|home ?page)|(?:web ?site|web ?page|home ?page)|project(?=\W{0,3}$|\s(?:with|is|can|at|from)\b))"
    rf"|(?P<code>(?:source[- ])?codes?{_HEAD}|implementations?|(?<!UCI )(?<!data )(?<!Dataverse )(?<!Dryad )(?<!Zenodo )(?<!figshare )(?<!university )(?<!institutional )repo(?:sitory|sitories)?|scripts?|notebooks?|code-?bases?|source files|docker (?:images?|containers?)|(?:browser|mobile|android) (?:extension|add-?on|app)s?|software(?!\s(?:engineering|developers?|requirements?)\b)|toolkit|library|packages?|plugin|"
    r"binaries|executables?|installers?|source[- ]code)"
    rf"|(?P<data>data ?sets?|data{_HEAD}|corpus|corpora|benchmarks?|annotations|treebanks?|lexicons?|test suites?|collection|ontology|taxonomy|knowledge base"
    rf"|databases?{_HEAD}"
    rf"|(?:stimuli|dialogues|conversations|recordings|transcripts|transcriptions|questions|answers|sentences|utterances|tweets|documents|tables|samples|instances){_OFFERED})"
    rf"|(?P<model>models{_HEAD}|model{_HEAD}|weights|checkpoints?|(?:pre-?)?trained (?:encoders?|parameters)|(?:embeddings|(?:word|sentence) vectors){_OFFERED})"
    r"|(?P<paper>full paper|(?:full|extended|longer|journal|conference) version|paper|article|preprints?|technical report))\b"
)
"""The first of these words in the sentence of a link says what it leads to; with several of them, each."""

_KIND = re.sub(r"\(\?P<\w+>", "(?:", ROLE_WORDS.pattern)
_SENTENCE = re.compile(r"(?<!e\.g)(?<!i\.e)[.;?!](?:\s|(?=[A-Z][a-z]))|[Aa]vailability(?: and [Ii]mplementation)?:\s")
_BEHIND = re.compile(
    r"\)?,?\s(?P<for>for (?:the |our |an? )?)?\(?(?:\w[\w-]{0,20}\s){0,3}?(?:\w[\w-]{0,20}\s)?\w{1,20}"
)
_ADDRESS = re.compile(r"(?:https?:)?//\S{1,200}")
_PASSING = re.compile(r"\b(?:for|of|to|with|on|using|in)\s(?:\w[\w-]{0,20}\s){0,2}$")
_AND_AT = re.compile(r"\)?\s?(?:,|/|,?\s?(?:and|or)(?:\salso)?|;)\s{0,2}(?:at\s|on\s|from\s|via\s|in\s)?\s{0,2}\(?")
_JOINED = re.compile(r",?\s(?:and|or|&)\s(?:\w{1,12}\s){0,2}|,\s|/")
_AND_WITH = re.compile(r",\s(?:and\s|together\s)?with\s(?:\w{1,10}\s)?$")
"""Before a word: something is there beside what was said before, and not for it."""
_BESIDE = anycase(r"(?:\s(?:is|are))?(?:\s(?:at|on|in|from|via|under))?\s?[:,]?\s{0,3}[(\[<\\]{0,3}(?:url\{|texttt\{)?")
"""What stands between a word and the link right behind it."""
_SYSTEM = anycase(r"(?:unix|linux|windows|mac(?:\sos(?:\sx)?)?|os\sx|java|operating|hardware|computing)[\s/-]$")
"""Before "platform": what a program runs on."""
_LABEL = re.compile(r"\s?(?:URL|link)?\s?:\s{0,3}$")
_CITED = re.compile(r"\b(?:from|using|(?<!version\s)of|(?<!is\s)(?<!are\s)on)\s(?:the\s)?$")
_SOURCE = anycase(
    r"\b(?:was|were)\s(?:\w{2,12}ly\s)?(?:obtained|downloaded|taken|retrieved|collected|extracted)\s(?:from|via|through|using)\s[^.;]{0,80}$"
)
"""Before a link: what the authors took from there themselves."""
_TAKEN = anycase(
    r"\b(?:available|obtain|install|download|access|retriev|releas|request|distribut|can be had|provided|free|order|host|runs?\b|running|deploy|(?:can|may|will) be\b|fetch|clon|posted|deposit|placed|kept|stored|lives?\b|collected (?:on|at)|updated)"
)
"""Something can be had from there: else "articles from www.example.org" only names a source."""

# --- names -----------------------------------------------------------------------------------------------------------

_BE = r"(?:is|are|was|were|will be|can be)"
_SUBJECT = re.compile(
    rf"(?P<name>[A-Z][\w-]{{1,30}})\s(?:{_BE}|runs|available|can)\s(?:[\w,]{{1,15}}\s){{0,9}}(?:URL:?\s)?\(?$"
    r"|\b(?:[Pp]resent|[Rr]elease|[Pp]rovide|[Pp]ublish|[Ss]hare|[Oo]ffer)\s(?:the\s)?(?P<object>[A-Z][\w-]{1,30})\s(?:\w{1,15}\s){0,8}\(?$"
)
_NAMED_HERE = re.compile(r"[A-Za-z-]{0,20}[A-Z][\w-]{0,30}\s\($")
_OWN = anycase(
    r"\b(?:develop|present|introduc|propos|describ|implement|built|build|called|releas|provid)\w{0,4}\b[^.;]{0,90}$"
)
_AVAILABILITY = anycase(r"\bavailability(?:\sand\simplementation)?:?\s{0,3}$")
_THERE = anycase(
    r"\b(?:available|free|accessible|download\w{0,4}|access|accessed|found|obtain\w{0,2}|request\w{0,2}|hosted|located|distributed|released|published|maintained|visited?|browsed|at|see|shown|information|details)\b[^.;]{0,60}$"
)

# --- hosts -----------------------------------------------------------------------------------------------------------

_REPOSITORY = anycase(
    r"https?://(?:www\.)?(?:(?:[\w-]{1,40}\.)?(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/|sourceforge\.net/|code\.google\.com/|pypi\.org/|pypi\.python\.org/|"
    r"(?:chrome\.google\.com/web|chromeweb)store|addons\.mozilla\.org|play\.google\.com/store|apps\.apple\.com|marketplace\.visualstudio\.com|"
    r"cran\.r-project\.org|bioconductor\.org(?:/$|$|/packages)|hub\.docker\.com/|git\.io/|anaconda\.org/|crates\.io/|npmjs\.com/)"
)
_VIDEO = anycase(r"(?:youtu\.be|youtube\.com|vimeo\.com)/")
_LICENCE = anycase(r"/licen[cs]es?(?:/|\b)|creativecommons\.org/|gnu\.org/(?:copyleft|licen)")
_PAGE = anycase(
    r"https?://(?:[^/]{1,80}\.(?:github\.io|gitlab\.io|sf\.net|sourceforge\.net|sourceforge\.io|readthedocs\.(?:io|org))(?:/|$)|sites\.google\.com|projects?\.|[^/]{1,80}/(?:[^?#]{0,80}/)?projects?/)"
)
_ROOT = re.compile(r"https?://[^/]{1,100}/?$")
HOSTS = (
    ("data", anycase(r"doi\.org/10\.(?:5281/zenodo|6084/m9|5061/dryad|7910/dvn|17605/osf|17026/|17632/|5255/ukda|48436/|35111/|18738/)")),
    ("paper", anycase(r"(?:doi\.org|arxiv\.org|aclanthology\.org|aclweb\.org/anthology|openreview\.net|biorxiv\.org|hal\.science)")),
    ("data", anycase(r"huggingface\.co/datasets/|zenodo\.org|figshare\.com|kaggle\.com/datasets|dataverse|datadryad\.org|//osf\.io/|data\.mendeley\.com|catalog\.ldc\.upenn\.edu|catalogu?e\.elra")),
    ("demo", anycase(r"huggingface\.co/spaces/|\.hf\.space|\.streamlit\.app|\.gradio\.(?:app|live)|\.shinyapps\.io|\bdemos?\b")),
    ("model", anycase(r"huggingface\.co/[^/]{1,80}/|huggingface\.co/[a-z]")),
    ("code", _REPOSITORY),
    ("project", _PAGE),
    ("other", anycase(r"(?:figma\.com|wandb\.ai|discord\.(?:com|gg)|slack\.com)/|/(?:wiki|docs?|documentation|manual|tutorials?)(?:/|\.html?$|$)")),
    ("data", anycase(r"\.(?:csv|tsv|jsonl?|xml|xlsx?|rdf|ttl|parquet|conllu)(?:\.gz|\.zip)?(?:$|[?#])")),
    ("code", anycase(r"\.(?:exe|jar|whl|deb|py|ipynb)$")),
    ("paper", anycase(r"\.(?:pdf|ps|ps\.gz)$")),
)  # fmt: skip
"""What a link leads to by its host, where no word says it; an earlier role wins."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the words next to a link say: the role that counts, and all roles that are named with it."""

    role: str
    roles: frozenset[str]
    used: bool = False
    """Whether it is a tool or a source of others."""


def said(text: str, last: int, start: int, end: int, before: Said | None) -> Said | None:
    """What the words next to a link at `start` to `end` say; `last` is where the link before it ended, `before` what was said of that."""
    if before is not None and last and _AND_AT.fullmatch(text, last, start):
        return before  # "at A and B"
    sentence = _sentence(text, last, start)
    behind = _BEHIND.match(text, end, end + 80)
    # "our project page (...) for videos": the word right before it says what is there, whatever it is there for.
    if (
        behind
        and behind["for"]
        and (found := ROLE_WORDS.search(text, behind.start(), behind.end() + 12))
        and not any(
            len(sentence) - word.end() < 3 for word in ROLE_WORDS.finditer(sentence, max(0, len(sentence) - _NEAR))
        )
    ):
        return Said(str(found.lastgroup), frozenset([str(found.lastgroup)]))
    if used := things.is_used(sentence):
        return Said("other", frozenset(["other"]), used)
    if _SOURCE.search(sentence) or (_CITED.search(sentence) and not _TAKEN.search(sentence[-90:])):
        return Said("other", frozenset(["other"]))
    words = [word for word in ROLE_WORDS.finditer(sentence) if not _SYSTEM.search(sentence[: word.start()])]
    if words and _LABEL.fullmatch(sentence, words[-1].end()):  # "Home page: "
        words = words[-1 - (len(words) > 1 and bool(_JOINED.fullmatch(sentence, words[-2].end(), words[-1].start()))) :]
    own = [word for word in words if not _PASSING.search(_AND_WITH.sub("; ", sentence[: word.start()]))]
    if own and own[-1] is words[-1] and _BESIDE.fullmatch(sentence, own[-1].end()):  # "..., with code at"
        first = len(own) - 1
        while first and (
            _JOINED.fullmatch(sentence, (at := own[first - 1].end()), own[first].start())
            or own[first].start() == at + 1
        ):
            first -= 1
        own = own[first:]
    own = [word for word in own if word.lastgroup != "paper"] or own
    if not own and words and len(sentence) - words[-1].end() < _NEAR and words[-1].lastgroup != "paper":
        own = words[-1:]
    if not own and behind and (found := ROLE_WORDS.search(behind[0])):
        own = [found]
    if not own:
        return None
    role = str(own[0].lastgroup)
    return Said(role, frozenset(str(word.lastgroup) for word in own) | {role})


def _sentence(text: str, last: int, start: int) -> str:
    """The sentence of a link up to it, without other addresses."""
    before = _SENTENCE.split(text[max(last, start - _REACH) : start])[-1]
    return _ADDRESS.sub(" ", before) if "//" in before else before


def called(text: str, last: int, start: int) -> str:
    """The role of what a name that is said to be at a link is called elsewhere in the text: "SieveBank, a corpus of pebbles"."""
    subject = _SUBJECT.search(_sentence(text, last, start))
    if subject is None:
        return ""
    name = re.escape(subject["name"] or subject["object"])
    after = rf"\b{name}\b(?:(?:\)|,|:|\sis|\)?\sruns in)\s(?:\w[\w-]{{0,20}}\s){{0,6}}?|(?:\)|\s))(?P<after>{_KIND})"
    before = rf"\b(?P<before>{_KIND})(?:-based\s\w{{1,12}})?(?:,|\scalled|\snamed)\s(?:the\s)?(?:[\w-]{{1,25}}\s){{0,9}}?\(?{name}\b"
    found = re.search(
        f"{after}|{before}", text[max(0, start - 4000) : start] + text[start : start + 300], re.IGNORECASE
    )
    word = ROLE_WORDS.search(found["after"] or found["before"]) if found else None
    return str(word.lastgroup) if word else ""


def role(text: str, last: int, start: int, end: int, url: str, words: Said | None) -> tuple[str, str]:
    """What a link leads to, and the rule that said so: `words`, `named`, `host`, `thing`, `path`, `site` or `unknown`."""
    if _VIDEO.search(url) or _LICENCE.search(url):
        return "other", "host"
    repository, page = _REPOSITORY.match(url) is not None, is_page(url)
    if words is not None:
        return _corrected(words, repository, page), "words"
    thing = called(text, last, start)
    if thing == "data" or (thing == "demo" and not repository):
        return thing, "named"
    sentence = _sentence(text, last, start)
    said_there = things.thing(sentence)
    if repository and said_there in ("data", "model", "other"):
        return said_there, "thing"
    if found := next((name for name, form in HOSTS if form.search(url)), ""):
        return found, "host"
    if said_there and not (page and said_there == "code"):
        return said_there, "thing"
    if found := things.of_address(url):
        return found, "path"
    if not sentence and _AVAILABILITY.search(text, max(0, start - 40), start):
        return "project", "site"
    if _THERE.search(sentence) or (_NAMED_HERE.search(sentence[-40:]) and _OWN.search(sentence)):
        return "project", "site"
    return "other", "unknown"


def is_page(url: str) -> bool:
    """Whether an address is that of a page: a host of pages, a path of projects, or the root of a site that is no repository."""
    return (_ROOT.match(url) or _PAGE.match(url)) is not None and not _REPOSITORY.match(url)


def _corrected(words: Said, repository: bool, page: bool) -> str:
    """A role of words that the host allows."""
    if words.used:
        return "other"
    if repository:
        return words.role if words.role in ("data", "model") and "code" not in words.roles else "code"
    if page and words.role == "code":
        return next((name for name in ("data", "model", "demo") if name in words.roles), "project")
    return words.role
