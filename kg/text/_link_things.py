"""What a link leads to where no word names its role: the things that are said to be there, what is done there, tools that are only used, and the address.

"The light curves may be downloaded from X", "browse the letters at X", "trained with FairTool (X)", "X/download/corpus.tar.gz".
All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re

from kg.text._statements import anycase

_GIVEN = (
    r"(?:availab|access(?:ible|ed)\b|download|obtain|retriev|found\b|released?\b|posted\b|deposit|archived?\b|hosted\b|listed\b|stored\b|shared?\b|distribut|upload|publi(?:c|sh)|"
    r"provided?\b|given\b|kept\b|tabulated|fetched|pulled|cloned|copied|taken\b|had\b|ordered\b|offered|included|maintained|lives?\b|reached|located|put\b|open-sourc|free\b)"
)
"""Words that say that something is there to be had."""
_DATA = (
    r"(?:(?:bias-corrected )?fields|scores|trigrams|frequencies|poles|photographs?|corpora|catalog(?:ue)?s?|tables?|images?|spectr(?:a|um)|light curves?|photometry|profiles|ephemerides|transcripts?|transcriptions?|codebooks?|genotypes?|sequences|alignments|matri(?:x|ces)|traces|replays|judge?ments|"
    r"tweets?(?: ids)?|ids|labels|estimates|forecasts|gold standards?|thesauri|thesaurus|vocabular(?:y|ies)|archive|records|ratings|simulations?|configurations?|tracks|files|raw data|splits?|meshes|3d models|scans|volumes|"
    r"maps?|boundaries|responses|recordings?|texts?|claims|dialogues|conversations|questions|answers|sentences|utterances|documents|samples|instances|stimuli|measurements|structures|coordinates|trajectories|"
    r"statistics|counts|reads|genomes?|assembl(?:y|ies)|proteomes?|networks?|graphs?|videos|clips|games|puzzles|rasters?|grids?|segmentations?|nowcasts?|vintages|diffraction images|scientific use file|audio|voices?|calls|bags|logs|stack|sets?(?= of)|materials?|supplementa(?:l|ry) \w{3,12}|problems|tasks|puns|lists? of (?!papers)(?:[\w,.-]{1,20}\s){0,3}?[\w-]{1,20}|index|bibliography|atlas|digital edition|manifests?\b(?=\sof)|initial conditions|visibilities|harmoni[sz]ed|inventory)"
)
_CODE = (
    r"(?:routines?|scrapers?|fuzzers?|syntax(?= for)|virtual machines?|software|installers?|binaries|drivers?|programs?|programmes?|macros?|modules?|sources?|source|executables?|recipes?|manifests|workflows?|pipelines?|kernels|parsers?|taggers?|lemmati[sz]ers?|toolbox(?:es)?|tool ?kits?|solvers?|simulators?|gui|bookmarklet|proofs? scripts?|"
    r"proof development|formali[sz]ations?|firmware|do-files?|bindings?|wrappers?|clients?|compilers?|engine|prototype|plug-?ins?|add-?ons?|containers?|image files|feature extractor|artifacts?|artefacts?|replication (?:package|kit)|shell|stylesheets?|extension)"
)
_DEMO = (
    r"(?:calculators?|sand ?box|web forms?|on-?line use|on-?line version|live version|instance|applets?|viewer|explorer|dashboards?|search (?:page|mask|form)|query (?:page|form)|chat ?bots?|demonstrators?|virtual (?:museum|tour|laborator(?:y|ies))|"
    r"interactive (?:[\w-]{1,20}\s)?(?:version|figures?|maps?|plots?|visuali[sz]ations?)|graphical front-?end|search engine|concordancer|game)"
)
_OTHER = (
    r"(?:lists? of (?:bugs|known problems|papers)|roadmap|results on|(?:users?['’]?s? )?guides?|help pages?|docs|variables|keynote|model card|facsimiles|code of conduct|vignettes?|forum|mailing list|galler(?:y|ies)|movies?|animations?|checklist|sonifications?|newsletters?|reviews?|reports? of the (?:referees|reviewers)|agreement|instructions|registration|scale|inventory form|wiki|news|"
    r"faq|examples? of use|screenshots?|press release|announcement|protocol|how to (?:join|use|cite))"
)
_MODEL = r"(?:adapters|fine-?tuned \w{2,20}|language models?|acoustic models?|word vectors|embeddings|classifiers?)"
_THINGS = anycase(
    rf"\b(?:(?P<other>{_OTHER})|(?P<demo>{_DEMO})|(?P<model>{_MODEL})|(?P<data>{_DATA})|(?P<code>{_CODE}))\b(?!\s(?:of this paper|here is))"
    rf"(?=[^.;:]{{0,110}}?\b{_GIVEN}|[^.;]{{0,40}}:?\s{{0,3}}[(\[{{\\]{{0,2}}(?:url\{{)?$|[^.;:]{{0,60}}\s(?:at|from|via|on|under|through|in|see)(?:\s(?:the|our|its|their))?(?:\s(?:url|address|link|site|web ?page|page))?\W{{0,4}}$)"
)
"""Things that are said to be there."""
_DONE = anycase(
    r"\b(?:brows(?:e|ed|ing)|explor(?:e|ed|ing)|quer(?:y|ied|ies)|search(?:ed|able|ing)?|tr(?:y|ied)(?:\sout)?|play(?:ed|ing)?|visit(?:ed)? (?:it|the)|viewed interactively|interact(?:ed|ing)?\swith|inspected|submit(?:ted)?|upload(?:ed|ing)? (?:your|their|up)|sign(?:ed)? up|"
    r"log(?:ged)? in|test(?:ed)? (?:on-?line|it)|used (?:on-?line|freely|interactively)|run(?:s|ning)? (?:on-?line|at|on our|in the browser)|(?:is|are|goes|went) (?:now )?(?:live|online|on-line|running)|freely usable|usable|computed for|challenge it)\b[^.;]{0,90}$"
)
"""What is done where a link leads to."""
_USES = anycase(
    r"\b(?:(?<!further )(?<!for )(?<!free )(?<!the )(?<!of )(?<!their )us(?:e|es|ed|ing)|rel(?:y|ies|ied|ying) (?:up)?on|based (?:up)?on|buil(?:t|ds?|ding) (?:up)?on|trained (?:with|on|using)|implemented (?:in|with|using|on top of)|written in|programmed in|developed (?:with|in|using)|integrates? with|checks? \w{2,20} against|merges? (?:it|them) with|looked up \w{0,20}\s?\w{0,20} in|licen[cs]ed under|start(?:s|ed|ing)? from|com(?:es?|ing) from|came from|"
    r"(?:obtained|retrieved|taken|downloaded|collected|crawled|harvested|drawn|sampled|derived?|derives|extracted|assembled|compiled|scraped|sourced|selected|identified) (?:from|through|via|with|using|by means of)|(?:parsed|tagged|processed|annotated|segmented|tokeni[sz]ed|aligned|identification|rendered|rendering|cod(?:ed|ing)|performed|conducted|carried out|analy[sz]ed|evaluated|tested|run|compared|checked|scaled) (?:with|by|in|on|against|using|was carried out with)|"
    r"published by|served as|adopted by|provided by|thank(?:s|ed)?(?: to)?|beats?|outperforms?|compared to|against|extends?|(?:with|on|using|from) data from|data (?:come|are|is|were) from|recruited (?:on|through|via)|drawing on|as published|hired (?:on|through)|plug-?in (?:of|for)|instances of|relied on|(?:the|these) (?:public|original|official) \w{2,15})\b(?=(?P<what>[^.;]{0,110})$)"
)
"""What a paper took from others: what stands behind such a word is theirs."""
_THEIRS = anycase(
    r"\b(?:our|ours|we (?:release|provide|offer|publish|share|make|present|introduce|propose|develop)|new(?:ly)?|is available|are available|availab\w*|can be|may be|download\w*|accessib\w*|obtain\w*|releas\w*|hosted|deposit\w*|placed|posted|found|fetch\w*|stored|get it|distribut\w*|free\w*|here|companion|collects)\b"
)
"""What shows that it is the authors' own after all."""
_BRACKET = re.compile(
    r"[(\[]\s{0,2}(?:see\s|cf\.\s|\\url\{|url:?\s)?$|,\ssee\s$|\\url\{$|\\footnote\{(?:\\url\{)?$", re.IGNORECASE
)

_ADDRESSES = (
    ("other", anycase(r"https?://(?:docs?|wiki|forums?|help|blogs?|support|news|groups|lists)\.|/(?:forum|blog|vignettes?|articles?|guide|faq|gallery|agreement|licen[cs]es?)(?:/|\.|$)|soundcloud\.com|stackexchange\.com|issues\.|/jira/|slideshare|speakerdeck|prereview\.org|scholarpedia|wikipedia\.org")),
    ("code", anycase(r"(?:metacpan|cpan|ctan|hepforge|workflowhub|artifacthub|r-universe|isa-afp|swmath|ascl)\.(?:org|net|eu|io|dev)|fileexchange|anonymous\.4open\.science|https?://(?:git|svn|hg|cvs|gitea|code)\.|^git://|/(?:src|source|macros)/|/trunk(?:/|$)|//[^/]{1,100}/[^?#]{0,300}\.(?:jar|exe|whl|py|r|pl|f|f90|c|cpp|m|g|hex|deb|rpm|xpi|ipynb)$")),
    ("demo", anycase(r"^https?://[^/]{1,80}:\d{2,5}(?:/|$)|^https?://\d{1,3}(?:\.\d{1,3}){3}|/cgi-bin/|/(?:demo|app|explore|explorer|viewer|viz|search|query|play|try|login|signup|tour|calc\w*|applets?|chat|live)(?:/|\.\w{2,5}$|$)|^https?://(?:demo|app|try|play|sandbox|search|chat)\.")),
    ("data", anycase(r"(?:physionet\.org/content|openneuro|dryad|ukdataservice|vizier|icpsr|gesis|clarin|sketchfab|lmfdb|/geo/|/bioassay/|ebi\.ac\.uk/(?:pride|ena|metagenomics|arrayexpress)|data\.gouv|s3[.-][\w.-]{0,40}amazonaws)|^https?://(?:data|archive|ftp)\.|/(?:data|datasets?|corpus|corpora|catalog(?:ue)?s?|collections?|databases?|spectra|records|downloads?/data)(?:/|\.|$)|//[^/]{1,100}/[^?#]{0,300}\.(?:zip|tar|tgz|gz|bz2|7z|dat|fits|xls|xlsx|vcf|fa|fasta|owl|ttl|hdf5|h5|npz|mat)(?:$|[?#])")),
)  # fmt: skip
"""What a link leads to by the words of its address."""
CLAUSE = re.compile(
    r";\s|:\s(?=\w)|,\s(?:and|while|whereas|with|but|where)\s(?:its|their|the|a|an|our|all|also)?\s?|\s(?:while|whereas)\s|\)\s?,\s"
)


_NEAR = 70
"""The name of a tool with what is said of it is no longer than this."""
_SUCH = anycase(r"\b(?:such as|including|like|e\.g\.,?)\s[\w. -]{1,40}$")

_OWN_SUBJECT = re.compile(r"(?!(?:is|are|was|were|can|may|will|has|have|be|been|also|freely|or|both)\b)\w")
_OFFERS = anycase(rf"\b{_GIVEN}")
"""What begins a clause that says itself what is there, and that something is."""


def is_used(sentence: str) -> bool:
    """Whether a sentence up to a link names a tool or a source of others, with its address behind the name."""
    bracket = _BRACKET.search(sentence)
    if bracket is None:
        return False
    before = sentence[: bracket.start()]
    if _SUCH.search(before):
        return True
    found = list(_USES.finditer(before))
    what = found[-1]["what"] if found else ""
    return 1 < len(what.strip()) <= _NEAR and not _THEIRS.search(what)


def thing(sentence: str) -> str:
    """The role of what is said to be where a link leads to, or of what is done there; "" where nothing is said."""
    clauses = [part for part in CLAUSE.split(sentence) if part]
    for clause in reversed(clauses[-2:]):
        if _DONE.search(clause):
            return "demo"
        if found := _THINGS.search(clause):
            return str(found.lastgroup)
        if _OWN_SUBJECT.match(clause) and _OFFERS.search(clause):
            break  # "..., and Sieve is available at": what stands before is not there
    return ""


def of_address(url: str) -> str:
    """The role of a link by the words of its address; "" where they say nothing."""
    return next((role for role, form in _ADDRESSES if form.search(url)), "")
