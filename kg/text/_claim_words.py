"""The words by which claims are told: units, metrics, what is counted, and whose numbers they are.

All patterns repeat within bounds, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re

SP = r"(?:[ \n\t~]|\\[ ,;!]|\\?\$|[{}])"
"""What may stand between a number and its unit: white space, LaTeX's spaces, the end of a formula."""

# --- units and metrics -----------------------------------------------------------------------------------------------

METRIC_NAME = (
    r"(?:s?acre)?BLEU(?:-?\d)?|BELU|ROUGE(?:-?(?:\d|L|SU4))?(?:/ROUGE-?[\dL])*|METEOR|TER|chrF(?:\+\+|\d)?|COMET|CIDEr|SPICE|BERTScore|"
    r"(?:micro|macro|weighted|entity|token|Micro|Macro|MACRO|average|averaged|labeled|unlabeled|joint)?[- ]?"
    r"(?:F(?:_\{?\$?)?-?[\s-]?(?:0\.5|1|β)\}?\$?|F)(?:[- ](?:score|measure|value)s?)?|F-?(?:score|measure)s?|Smatch|SMATCH|LAS|UAS|WER|CER|PER|EER|PPL|"
    r"EM(?=\W)|mAP|MAP|MRR|NDCG|nDCG|AUC|AUROC|ROC-AUC|AUPRC|GLEU|SARI|MOS|PSNR|SSIM|FID|RMSE|MAE|MSE|IoU|mIoU|Dice|MCC|UTMOS|BPC|dB|"
    r"Hits?@\d{1,2}|P@\d{1,2}|R@\d{1,2}|Recall@\d{1,2}|Precision@\d{1,2}|pass@\d{1,3}"
)
METRIC_WORD = (
    r"accurac(?:y|ies)|precision|recall|perplexit(?:y|ies)|correlation|agreement|kappa|error rates?|error reduction|solve rate|success rate|"
    r"exact match|speed-?ups?|similarity score|F-?scores?|f-?measure|coverage|latency|throughput|compression|specificity|sensitivity|purity|"
    r"word error rate|win rate|likelihood"
)
CHANGE = r"improvements?|gains?|increases?|reductions?|decreases?|drops?|degradations?|boosts?|margins?|speed-?ups?|gaps?|differences?|savings?"

METRIC = rf"(?:{METRIC_NAME}|{METRIC_WORD})"
METRIC_SIGNS = (
    "score", "ccurac", "recision", "ecall", "F", "rate", "BLEU", "BELU", "ROUGE", "perplexit", "correlation", "agreement", "kappa", "error", "exact match",
    "speed", "measure", "coverage", "latency", "throughput", "compression", "specificity", "sensitivity", "purity", "likelihood", "METEOR", "TER", "COMET",
    "CIDEr", "SPICE", "Smatch", "SMATCH", "LAS", "UAS", "WER", "CER", "PER", "EER", "PPL", "EM", "AP", "MRR", "DCG", "AUC", "ROC", "AUPRC", "GLEU", "SARI",
    "MOS", "PSNR", "SSIM", "RMSE", "MAE", "MSE", "IoU", "Dice", "MCC", "BPC", "dB", "@",
)  # fmt: skip
"""Every match of the pattern above holds one of these: looked for first."""

_PREFIX = r"(?:[GMTkmcnfpuµμ]|\\mu ?)?"
_POWER = r"(?:\$?\^\{?-?\d\}?\$?|\(-\d\))?"
PHYSICAL = (
    rf"(?:(?:\$?h\$?\^\{{?-1\}}?\$?\s?[kMG]pc|km/s|kms|km ?s|{_PREFIX}(?:eV|Hz|pc|Jy|Ohm|bar|Pa)|[mcknµμ]m|(?:\\mu|\$\\mu\$) ?(?:m|s)|[GMk]?yrs?|fm|[mnfpµμ]s|AU|arcsec(?:onds?)?|arcmin(?:utes?)?|"
    r"deg(?:rees?)?|mag(?:nitudes?)?|dex|[km]?W|m?V|[kmµ]?[KTG]|[fpn]b|ergs?|[LMR]\$?_?\{?(?:sun|\\odot|\\sun)\}?\$?|sigma|\\sigma|cm|s|h|Tesla|Kelvin|tesla|Gauss|gauss|"
    r"(?:micro|milli|nano|pico|femto|kilo|mega|giga|tera|centi)?(?:met(?:er|re)s?|hertz|watts?|volts?|joules?|parsecs?|grams?|rad(?:ian)?s?|electron ?volts?)|microns?|"
    r"(?:\$?\^?\{?\\circ\}?\$?|°)\s?C?|ppm|Torr|atm|\{\\mu\}m|kelvins?|light[- ]years?|solar (?:mass(?:es)?|radii|luminosit(?:y|ies))|\\(?:kms|msun|Msun|lsun|Lsun|kmps|mum|ev|gev|GeV|TeV|MeV|keV)|"
    rf"angstroms?|\\AA|Å|m?M|[mµ]g|kg|m?L|[mµn]?mol|kcal|rpm|[kMG]b(?:ps|it/s)|dollars|euros|USD|EUR|wt|m){_POWER}(?:/[A-Za-z]{{1,8}}{_POWER})?(?:(?:\s|\\,|~)(?:[scmh]{{1,2}}|Hz|sr|yr|[kMG]?pc|[kMG]?eV)\$?\^\{{?-\d\}}?\$?){{0,3}})"
)
DURATION = r"(?:(?:GPU|CPU|TPU|person|working)[- ])?(?:milli|micro)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|ms|hrs?|fps)"
MEMORY = r"(?:[KMGT]i?B|kB|bytes?|bits?|FLOPS?|FLOPs|tokens/s)"

FASTER = (
    r"(?:faster|slower|smaller|larger|bigger|higher|lower|more|less|fewer|better|worse|cheaper|longer|shorter|greater|quicker|lighter|"
    r"speed-?ups?|acceleration|reduction|compression|improvement|increase|inference|training|decoding)"
)

# --- what is counted -------------------------------------------------------------------------------------------------

COUNTED = frozenset(
    """data dataset datasets benchmark benchmarks corpus corpora treebank treebanks lexicon lexicons languages language dialects domains
    tasks pairs annotators participants subjects workers crowdworkers humans people users speakers models baselines systems algorithms
    architectures parsers classifiers LMs LLMs encoders transformers retrievers metrics annotations annotation examples instances samples
    sentences documents articles papers posts tweets words tokens  utterances dialogues dialogs conversations questions answers
    queries images pictures videos clips recordings  minutes pages books movies stories poems songs reviews comments essays
    entities relations triples events mentions facts labels  categories genres topics intents slots tags frames senses lemmas
    parameters layers heads neurons GPUs TPUs CPUs processors cores  epochs languages scenarios settings environments games
    patients genes proteins compounds galaxies stars  planets    events spectra
    treebanks competitions  experts judges raters students children households companies institutions countries cities families
    translations paragraphs passages abstracts summaries headlines snippets threads messages emails turns claims
      trees   templates prompts programs  repositories commits bugs files libraries packages APIs tools
    collections  test-sets testsets  evaluations       typologies
    protocols measures applications resources simulators compilers chatbots versions releases explanations attacks metrics tokenizers vocabularies fragments celebrities
    """.split()
)
"""Nouns whose number says how big or how many, also where the number is a small word."""

DATA = frozenset(
    "datasets benchmarks corpora treebanks lexicons languages sentences documents articles questions examples pairs annotators images annotations".split()
)
"""Nouns whose number is a size also of what is introduced."""

LOOSE = frozenset(
    "types classes dimensions properties features factors criteria clusters sources conditions directions".split()
)
"""Nouns that count what is covered as often as the parts of a method."""

STRUCTURE = frozenset(
    """approaches approach ways kinds types stages steps parts components modules problems limitations challenges issues contributions reasons
    perspectives views phases levels strategies variants mechanisms objectives ideas directions goals questions hypotheses assumptions
    families principles paradigms drawbacks bottlenecks advantages observations techniques methods submodules sub-tasks subtasks
    losses stages streams branches cases  terms others groups sides theorems lemmas equations dimensions solitons particles
    points representations operations operators functions variables constants concepts notions results regimes states
    """.split()
)
"""Words for the structure of the text itself: "two approaches" claims nothing."""

PLAIN_ADJECTIVES = frozenset(
    "auxiliary pre-training pretraining self-supervised proxy pretext sub training learning novel complementary key main".split()
)
"""Before "tasks" these say that the tasks are parts of a method."""

MADE = re.compile(
    r"\b(?:present|propos|introduc|describ|develop|design|formulat|devis|unif|connect|possess|satisf|contain|employ|embed|incorporat|combin|integrat|compris|includ|us|has|hav|consist of|there ar|split into|divided into|along with)(?:e?s|y|e|ed|ing|ies|ied)?\s(?:\w{1,8}\s)?$"
)
"""Before "two models": parts of what is proposed, no size."""

FOUND = re.compile(
    r"\b(?:find|found|detect(?:s|ed)?|identif(?:y|ied)|discover(?:ed)?|observed?|uncover(?:ed)?)\s(?:\w{1,10}\s){0,3}$"
)
"""Before "235 such objects": an outcome, no size."""

PLURAL_NOT = frozenset(
    "is was has as its this us less across various plus towards versus thus does always perhaps times years series analysis basis".split()
)

# --- whose number it is ----------------------------------------------------------------------------------------------

OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|In this|[Tt]his (?:paper|work|study|article|thesis|tutorial|letter|note|report|survey|resource|dataset|corpus)|"
    r"[Tt]he (?:present|proposed) |[Pp]roposed|[Hh]ere|(?:[Ee]xperiment(?:s|al)?|[Ee]valuations?|[Rr]esults|[Ff]indings)|"
    r"(?:is|are) (?:presented|proposed|introduced|reported|studied|investigated|described|shown|found|calculated|measured|obtained))\b"
)
"""Words after which the text speaks of its own work."""

TURN = re.compile(
    r"[WwOoIiTtHh](?<![A-Za-z].)(?:(?<=[Ww])e\b|(?<=[Oo])urs?\b|(?<=I)n this\b|(?<=i)n this (?:paper|work|study|article|thesis|letter|note|report)\b|(?<=[Tt])his (?:paper|work|study|article|thesis|letter|note|report|survey|tutorial)\b"
    r"|(?<=[Tt])he (?:present|current) (?:study|work|paper)\b|(?<=[Hh])ere,|(?<=i)s (?:presented|proposed|introduced|reported|studied|investigated|described|evaluated)\b)"
)
"""The first of these words is where a text turns from what is known to its own work."""

_WORKS = r"(?:works?|stud(?:y|ies)|methods?|approaches|models?|systems?|research(?:ers)?|papers?|datasets?|techniques|efforts|literature|corpora|benchmarks?|authors)"
_OTHERS = (
    r"(?:previous(?:ly)?|prior|existing|earlier|recent(?:ly)?|traditional(?:ly)?|conventional|commercial|past|"
    rf"(?:current|related|other|most|many|several|some|such|these|state-of-the-art)\s(?:[a-z-]{{2,20}}\s){{0,2}}{_WORKS})"
)
OTHER = re.compile(
    rf"(?:(?:^|[,;:]\s|\b(?:that|[Ww]hile|[Aa]lthough|[Tt]hough|[Ww]hereas|where|[Hh]owever,|[Ii]n|and|but)\s)(?:the |[Aa]n? |most |many |some |all |even |only |that )?(?i:{_OTHERS})\b"
    r"|^(?:[Mm]ost|[Ff]ew|[Mm]any)\s(?:[a-z-]{2,20}\s){1,2}(?:have|has|are|contain|need|require|use|lack|suffer)\b|\b(?:best|highest) (?:known|existing|previous(?:ly)?|prior|published)\b"
    r"|\b[Tt]he current (?:record|best)\b|\b[A-Z][\w’'-]{1,20}\s\((?:19|20)\d\d\)\s[a-z]{3,12}(?:ed|s|t)\b|^In (?:19|20)\d\d,"
    r"|\b(?:has|have) (?:been (?:shown|reported|estimated|proposed|estimated)|shown|achieved|reached|become)\b|\b(?:was|were) (?:reported|obtained|proposed) (?:by|in)\b|\baccording to\b(?!\s?$)"
    r"|\bet al\b\.?,?\s(?:\(?\d{4}\)?\s)?(?:show|report|achiev|found|find|obtain|us|propos|introduc)[a-z]{0,3}\b|\b(?:typically|commonly|usually|conventionally|historically)\b|\bis (?:well )?known\b|\bis estimated\b|\b[Tt]here (?:are|were|is) (?:more than|over|about|around|nearly|only|currently)\b)"
)
"""Words that make the number of a clause one of others."""
OTHER_SIGNS = (
    "previous", "prior", "existing", "earlier", "recent", "traditional", "conventional", "commercial", "past", "current", "related", "other",
    "most", "many", "several", "some", "such", "these", "state-of-the-art", "has ", "have ", "was ", "were ", "according", "et al", "known",
    "estimated", "here are", "here is", "few", "best", "highest", "(19", "(20", "in 19", "in 20", "typically", "commonly", "usually", "historically",
)  # fmt: skip
"""Every match of the pattern above holds one of these in small letters: looked for first."""

WORLD = re.compile(
    r"\b(?:assum(?:ed|ing)|worldwide|every year|per year|annually|each year|of the (?:world|population)|world's|(?:native|[mb]illion) speakers|people suffer|"
    r"\bare spoken\b|spoken (?:today|by)\b|\b[Oo]nly \S{1,12} of all\b|every (?:day|month)|per day|billion people|million people|millions of|nowadays)\b"
)
"""Words by which a number is about the state of the world."""
WORLD_SIGNS = (
    "assum", "world", "every ", " year", "annually", "speakers", "people ", "spoken", "nly ", "per day", "millions of", "nowadays",
)  # fmt: skip
"""Every match of the pattern above holds one of these: looked for first."""

COMPARISONS = (
    ("up-to", r"up to|at most|as much as|as high as|as many as|a maximum of|maximum|no more than|reach(?:es|ing)?"),
    ("at-least", r"at least|no less than|a minimum of|minimum"),
    (
        "more-than",
        r"more than|(?:of|with|by|in|to|at|from|than|for|on|contain\w{0,3}|totaling|covering|has|have|spans?|collect|includes?|improvement|accuracy|precision)\sover|above|greater than|larger than|exceed(?:s|ing)|>|\\gtrsim|beyond",
    ),
    ("less-than", r"less than|fewer than|an error of under|below|<|\\lesssim"),
    (
        "about",
        r"about|around|approximately|roughly|nearly|almost|some|circa|ca\.|~|\\sim|\\approx|≈|an average of|on average|close to",
    ),
)
COMPARISON_SIGNS = (
    "up to", "most", "as much", "as high", "as many", "maximum", "more than", "reach", "least", "less than", "minimum", "over", "above", "greater", "larger",
    "exceed", ">", "\\gtrsim", "beyond", "fewer", "error of under", "below", "<", "\\lesssim", "about", "around", "approximately", "roughly", "nearly", "some",
    "circa", "ca.", "~", "\\sim", "\\approx", "≈", "average", "close to",
)  # fmt: skip
"""Every match of the patterns below holds one of these in small letters: looked for first."""
COMPARISON = tuple(
    (name, re.compile(rf"(?<![\w])(?:{words})(?:\san?\s\w{{1,12}})?[\s$~({{]{{0,4}}$", re.IGNORECASE))
    for name, words in COMPARISONS
)
IMPROVES = re.compile(
    rf"\b(?:improv\w{{1,8}}|outperform\w{{0,4}}|increas\w{{1,4}}|reduc\w{{1,6}}|decreas\w{{1,4}}|surpass\w{{0,4}}|exceed\w{{0,4}}|boost\w{{0,4}}|gain\w{{0,4}}|"
    rf"beat\w{{0,4}}|lower\w{{0,4}}|rais\w{{1,4}}|drop\w{{0,4}}|sav\w{{1,4}}|cut\w{{0,4}}|add(?:s|ing)|(?:{CHANGE}))\b",
    re.IGNORECASE,
)
IMPROVES_SIGNS = (
    "improv", "outperf", "increas", "reduc", "decreas", "surpass", "exceed", "boost", "gain", "beat", "lower", "rais", "drop", "sav", "cut", "add",
    "degradation", "margin", "speed", "gap", "difference",
)  # fmt: skip
"""Every match of the pattern above in plain letters holds one of these in small letters: looked for first."""
