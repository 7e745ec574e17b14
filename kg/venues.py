"""The series table: conferences, journals, book series and repositories known by name (`ontology/venues.yaml`).

Names are compared folded (letters and digits, lower-case ASCII), so "Phys.Rev.D" and "Phys. Rev. D" are one name; and in the short
form of ISO 4, so that "J. Comput. Phys." is found by "Journal of Computational Physics".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct

from kg import assets
from kg.names import fold

Kind = Literal["conference", "journal", "series", "repository"]

_LONGEST_SLUG = 80
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """One series: `key` names it in IRIs; `name` and `acronym` are the present ones, `aliases` all others.

    `part_of` is the key of the series it appears beside, as the Findings of a conference do. `rank` says list, year and class
    ("CORE2023 A*").
    """

    key: str
    name: str
    kind: Kind
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    dblp: str = ""
    part_of: str = ""
    rank: str = ""


@cache
def table() -> Mapping[str, Series]:
    """All known series by key. Read once, when first asked for."""
    import yaml  # here, because a run that meets no venue need not load it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (assets.folder("ontology") / "venues.yaml").open(encoding="utf-8") as file:
        found = msgspec.convert(yaml.load(file, loader), list[Series])
    return {one.key: one for one in found}


def series(key: str) -> Series | None:
    """The series of a key."""
    return table().get(key)


def index(known: Iterable[Series]) -> dict[str, Series]:
    """Series by each of their names, folded. A name that two of them share is ambiguous and left out."""
    return _unique((fold(name), one) for one in known for name in (one.name, one.acronym, *one.aliases))


def short_index(known: Iterable[Series]) -> dict[str, Series]:
    """Series by the short forms of their names (`short`). One that two of them share is ambiguous and left out."""
    names = ((short(name), one) for one in known for name in (one.name, *one.aliases))
    return _unique((name, one) for name, one in names if " " in name)


def _unique(named: Iterable[tuple[str, Series]]) -> dict[str, Series]:
    found: dict[str, Series] = {}
    shared: set[str] = set()
    for name, one in named:
        if name and found.setdefault(name, one) is not one:
            shared.add(name)
    return {name: one for name, one in found.items() if name and name not in shared}


@cache
def _index() -> dict[str, Series]:
    return index(table().values())


@cache
def _short_index() -> dict[str, Series]:
    return short_index(table().values())


@cache
def _by_issn() -> dict[str, Series]:
    return _unique((number, one) for one in table().values() for number in one.issn)


@lru_cache(maxsize=8192)  # the same names come again and again
def lookup(name: str) -> Series | None:
    """The series a name, former name, abbreviation or acronym belongs to; None for an unknown or an ambiguous one."""
    known = _index().get(fold(name))
    if known is None and " " in name.strip() and is_short(name):
        known = _short_index().get(short(name))
    elif known is None and name.count(".") > 1 and is_short(name):  # "J.Comput.Phys."
        known = _short_index().get(short(name))
    return known


def by_issn(number: str) -> Series | None:
    """The series that has an ISSN."""
    return _by_issn().get(number)


def slug(name: str) -> str:
    """A key made of a name: folded words with hyphens, without a leading article; '' where no letter or digit is left.

    A long name is cut and given a digest, so that two long names never share a key.
    """
    words = (fold(word) for word in _BETWEEN_WORDS.split(_APOSTROPHE.sub("", name).replace("&", " and ")))
    key = "-".join(word for word in words if word).removeprefix("the-")
    if len(key) > _LONGEST_SLUG:
        key = f"{key[:_LONGEST_SLUG].rstrip('-')}-{sha256(key.encode()).hexdigest()[:8]}"
    return key


# --- abbreviations ---------------------------------------------------------------------------------------------------

_WORDS = """
acad:acad-  acoust:acoust-  adm:admin-  adv:advance-  agric:agricult-  algorithm:algorithm-  am:americ-,amer  anal:analys-,analyt-
anat:anatom-  anim:animal-  ann:annal-  annu:annual-  appl:appl-  approx:approximat-  arch:archiv-  artif:artific-  assoc:associat-
astron:astronom-  astrophys:astrophys-  at:atomic-  atmos:atmospher-  aust:austral-  autom:automat-  behav:behavio-  biochem:biochem-
bioinform:bioinformat-  biol:biolog-  biophys:biophys-  biotechnol:biotechnol-  br:british  bull:bulletin  bus:business
can:canad-  cardiol:cardiolog-  catal:cataly-  chem:chemi-  chin:chines-  circ:circulation-  class:classical  clim:climat-  clin:clinic-
cogn:cognit-  comb:combinator-,combin,combinat  commun:communicat-,comm,commun  comp:comparative  complex:complex-  compos:composite-
comput:comput-,comp  condens:condens-  conf:conference-  contemp:contempor-  control:control-  cosmol:cosmolog-  cryptol:cryptolog-
cryst:crystal,crystals  crystallogr:crystallograph-  curr:current  database:database-  decis:decision-  des:design-
dev:development-  differ:differential,diff  dis:disease-  discret:discret-,discr  distrib:distribut-  dyn:dynamic-  ecol:ecolog-  econ:econom-
edinb:edinburgh  educ:educat-  electr:electric-  electron:electronic-  endocrinol:endocrinolog-  eng:engineer-,engrg,engng
environ:environ-  epidemiol:epidemiolog-  equ:equation-,eqs,eqns  eur:europ-  evol:evolution-  exp:experiment-,exper  financ:financ-  fluid:fluid-
forum:forum-  found:foundation-  funct:function-  gastroenterol:gastroenterolog-  gen:general  genet:genetic-  geogr:geograph-  geol:geolog-  geom:geometr-
geophys:geophys-  geosci:geoscienc-  graph:graphic-  grav:gravit-  hist:histor-  hum:human  hydrol:hydrolog-  image:image-  immunol:immunolog-
ind:industr-  infect:infect-  inf:informati-,inform  inorg:inorganic  inst:institut-  int:internation-,intl,internat  intell:intellig-
interdiscip:interdisciplin-  j:journal-,jour,journ  jpn:japan-  knowl:knowledge  lang:language-  learn:learning  lect:lecture-
lett:letter-  libr:librar-  linguist:linguist-  log:logic-  lond:london  mach:machin-  mag:magazin-  manag:management-  manuf:manufactur-
mar:marine  mater:material-  math:mathemat-  mech:mechanic-  med:medic-  mem:memoir-  membr:membran-  metab:metabol-  metall:metallurg-
meteorol:meteorolog-  method:method-  microbiol:microbiolog-  mob:mobil-  mod:modern  model:model-  mol:molecul-  mon:monthly  multimed:multimed-
nat:nature,natural  natl:national-  netw:network-  neurol:neurolog-  neurosci:neuroscien-  nonlinear:nonlinear-,nonlin  not:notices
nucl:nuclear  numer:numeric-  nutr:nutrit-  oncol:oncolog-  oper:operation-  ophthalmol:ophthalmolog-  opin:opinion-  opt:optic-  optim:optimi-  org:organic
parallel:parallel-  part:particle-  pathol:patholog-  pediatr:pediatr-  perspect:perspective-  pharmacol:pharmacolog-  philos:philosoph-,phil  photon:photonic-
phys:physics,physical-  physiol:physiolog-  planet:planet-  plasma:plasma-  polit:politic-  polym:polymer-  probab:probabil-,prob  proc:proceeding-,procs
process:process-  prod:production-  prog:progress  program:programm-  psychiatr:psychiatr-  psychol:psycholog-  publ:publicat-
q:quarterly,quart  quant:quant-  r:royal,roy  radiat:radiat-  radiol:radiolog-  recognit:recogni-  rec:record-  reliab:reliab-  rep:report-  res:research-
rev:review-  robot:robot-  sci:science-,scientif-  secur:secur-  sel:select-  semicond:semiconduct-  sens:sensing  ser:series  simul:simulat-  soc:societ-,social  sociol:sociolog-
softw:software  sol:solar  spectrosc:spectroscop-  stat:statist-  stoch:stochast-  struct:structur-  stud:studi-,study  suppl:supplement-  surf:surface-
surg:surger-,surgic-  surv:survey-  symb:symbol-  symp:sympos-  syst:system-,sys  tech:techni-  technol:technolog-  temp:temperature-  theor:theor-  top:topic-
topol:topolog-  toxicol:toxicolog-  trans:transaction-  transf:transfer-  transp:transport-  univ:universit-  urol:urolog-  veh:vehic-  vet:veterin-  virol:virolog-
vis:vision-,visual-  wirel:wireless-
"""
"""Words of titles and how they are abbreviated: facts of the List of Title Word Abbreviations (ISSN International Centre).

A hyphen stands for any ending. A few entries are wider than the list, as printed abbreviations are ("Comp." for computer, "Amer.").
"""

_UNSAID = frozenset(
    "a an the of on and for in to at by with de la le les des du der die das und et y e del della di da für sur".split()
)


@cache
def _abbreviations() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    for entry in _WORDS.split():
        abbreviation, words = entry.split(":")
        exact[abbreviation] = abbreviation
        for word in words.split(","):
            (stems if word.endswith("-") else exact)[word.rstrip("-")] = abbreviation
    return exact, stems


@lru_cache(maxsize=8192)
def _abbreviated(word: str) -> str:
    exact, stems = _abbreviations()
    if word in exact:
        return exact[word]
    return next((stems[word[:n]] for n in range(len(word), 2, -1) if word[:n] in stems), word)


def short(name: str) -> str:
    """A name in the manner of ISO 4: words abbreviated, articles and prepositions left out. Two names of one short form may be one."""
    printed = [word for word in _BETWEEN_WORDS.split(_APOSTROPHE.sub("", name)) if word]
    words = [fold(word) for word in printed if not (word.islower() or len(word) > 1) or fold(word) not in _UNSAID]
    return " ".join(_abbreviated(word) for word in words if word)


def is_short(name: str) -> bool:
    """Whether a name is printed abbreviated: a word with a full stop, or one that is only ever an abbreviation ("Phys")."""
    if re.search(r"[^\W\d_]{2}\.|\b[JRQ]\.", name):
        return True
    exact, _ = _abbreviations()
    return any(exact.get(fold(word)) == fold(word) and len(word) > 2 for word in _BETWEEN_WORDS.split(name)[:-1])
