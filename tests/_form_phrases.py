"""What lists in random forms are put together from: marks, words of seven languages, numbers of journals in many orders, furniture.

In the phrases of venues a part in `<...>` is left out where what it names is not known: v volume, i issue, f first and l last page, y year,
n name of the venue, p publisher, c city, e editors, x arXiv id.
"""

ORDERS = {"ATV": 58, "TAV": 20, "TVA": 6, "VAT": 2, "VTA": 3, "AVT": 3, "TV": 4, "AT": 2}
YEARS = {"authors": 24, "start": 12, "end": 30, "heading": 10, "numbers": 16, "title": 5, "none": 3}
"""Where the year stands: behind authors, at the start or end of an entry, above it, among the numbers of a journal, behind the title."""
NAMES = {"G F": 30, "I. F": 22, "F, I.": 16, "F I": 9, "F, G": 7, "F I.": 5, "F G": 3, "FF I": 3, "FF, I.": 2, "G FF": 2, "first F, G": 3, "I F": 3,
         "first F, I.": 2}  # fmt: skip
"""How names are printed: G given, I initials, F family, FF family in capitals; `first` for the first name alone."""
BETWEEN = {", ": 78, "; ": 14, " · ": 2, " / ": 2, " - ": 1, " – ": 1, " & ": 2}
GAPS = {
    ". ": 34,
    ", ": 24,
    ": ": 6,
    " – ": 4,
    " - ": 4,
    "; ": 4,
    " | ": 4,
    "\t": 4,
    " — ": 3,
    " / ": 2,
    " · ": 2,
    " // ": 1,
    "  ": 2,
    " ": 1,
}
QUOTES = {
    "": 62,
    "“ ”": 14,
    '" "': 12,
    "« »": 3,
    "„ “": 3,
    "‘ ’": 3,
    "' '": 2,
    "_ _": 1,
    "» «": 1,
    "‹ ›": 1,
    "`` ''": 1,
}
MARKS = {"": 50, "{}. ": 10, "[{}] ": 8, "{}) ": 4, "({}) ": 4, "- ": 6, "• ": 6, "* ": 3, "– ": 2, "[J{}] ": 2, "J{}. ": 2, "#{} ": 1, "{} ": 1,
         "{}.\t": 2, "{} - ": 1, "№ {}. ": 1, "({}). ": 1, "<{}> ": 1, "P{}: ": 1, "◦ ": 1, "> ": 1, "{:02}. ": 1, "→ ": 1, "▪ ": 1, "A.{}. ": 1}  # fmt: skip
ENDS = {".": 45, "": 45, ";": 3, ".\t": 0, " .": 1}
JOURNAL = (
    "{n} {v}<({i})><:{f}-{l}>|{n}, {v}<({i})><:{f}–{l}>|{n}, vol. {v}<, no. {i}><, pp. {f}-{l}>|{n} {v}< ({i})><, {f}–{l}>|{n}, {v}<, {f}-{l}>|"
    "{n} {v}<:{f}–{l}>|{n}, Vol. {v}<, Issue {i}><, pp. {f}–{l}>|{n} {v}<, {f}>|{n}. {v}<({i})><:{f}-{l}>|{n}, Volume {v}<, Pages {f}-{l}>|"
    "{n}. Vol. {v}<, No. {i}>|{n} vol. {v}</{i}><, p. {f}-{l}>|{n}< {v}><.{i}><: {f}–{l}>|{n}, {v}:<{i},> <{f}–{l}>|{n}<, {f}-{l}>, vol. {v}|"
    "{n} Bd. {v}<, H. {i}><, S. {f}–{l}>|{n}, {v}<, n° {i}><, p. {f}-{l}>|{n}, t. {v}<, {f}–{l}>|{n}, vol. {v}<, núm. {i}><, págs. {f}-{l}>|"
    "{n} {v}<, Nr. {i}><, {f}-{l}>|{n}; {v}<({i})><: {f}-{l}>|{n}<, no. {i} (vol. {v})>|{n}|{n}|{n} ({v})<, {f}-{l}>|{n} - {v}<({i})>|"
    "{n}, {v} <no. {i}> <[{f}–{l}]>|{n}: {v}<, {f}–{l}>|{n} {v}<, fasc. {i}><, pp. {f}-{l}>|{n}, v. {v}<, n. {i}><, p. {f}-{l}>"
).split("|")
DATED_JOURNAL = (
    "{n} {v} ({y})< {f}-{l}>|{n}, {v} ({y}), <no. {i},> <{f}–{l}>|{n}. {y};{v}<({i})><:{f}-{l}>|{n} {y}, {v}<, {f}–{l}>|{n}, {y}, {v}<, {f}>|"
    "{n} {v} ({y})<, pp. {f}-{l}>|{n} ({y}), {v}<, {f}-{l}>|{n} {v}<, {f}-{l}> ({y})|{n}, {y}, vol. {v}<, no. {i}><, pp. {f}-{l}>|"
    "{n} {v}<({i})> ({y})<: {f}–{l}>|{n}, Bd. {v} ({y})<, H. {i}><, S. {f}–{l}>|{n} {v}/{y}<, S. {f}-{l}>|{n}, {y}|{n} ({y})|{n} {y}<; {v}:{f}-{l}>|"
    "{n} {v}<.{i}> ({y})<: {f}-{l}>|{n}, vol. {v}<, n. {i}>, {y}<, pp. {f}-{l}>|{n} {y}<, vol. {v}><, p. {f}>|{n} {v} <({i})>, {y}<, {f}–{l}>|"
    "{n}, {v} ({y})<:{i}><, {f}–{l}>|{n} [{y}] {v}<, {f}-{l}>"
).split("|")
MEETING = (
    "{n}<, pp. {f}-{l}>|{n}|{n}|{n}, {c}|{n}< (pp. {f}–{l})>|{n}<, pages {f}–{l}>|{n}<, {f}-{l}>|{n}<, {p}>|{n}<, pp. {f}–{l}><, {p}>|{n}<: {f}-{l}>|"
    "{n}, {c}<, pp. {f}-{l}>|{n} ({c})"
).split("|")
DATED_MEETING = (
    "{n}, {y}|{n} {y}|{n} ({y})|{n} {y}<: {f}-{l}>|{n}<, pp. {f}–{l}>, {y}|{n}, {c}, {y}|{n} ({c}, {y})|{n}, {y}<, pp. {f}-{l}>|{n} {y}, {c}|"
    "{n}<, {p}>, {y}"
).split("|")
CHAPTER = (
    "{n}, {p}<, pp. {f}-{l}>|{n}. {c}: {p}<, {f}–{l}>|{n}< (pp. {f}–{l})>. {p}|{e} (eds.), {n}, {p}<, pp. {f}-{l}>|{n}, ed. {e}. {c}: {p}|"
    "{n}, edited by {e}<, {f}–{l}>. {p}|{e} (Hrsg.): {n}. {c}: {p}<, S. {f}–{l}>|{e} (dir.), {n}, {c}, {p}<, p. {f}-{l}>|{n}. {p}, {c}|"
    "{e} (Ed.), {n}< (pp. {f}-{l})>. {c}: {p}|{n} ({p})|{e}, eds., {n} ({c}: {p})<, {f}–{l}>|{n} (a cura di {e}), {p}, {c}<, pp. {f}-{l}>"
).split("|")
DATED_CHAPTER = (
    "{n}, {p}, {y}<, pp. {f}-{l}>|{n}. {c}: {p}, {y}<, {f}–{l}>|{e} (eds.), {n}, {p}, {c} {y}<, pp. {f}-{l}>|{n} ({p}, {y})<, {f}–{l}>|"
    "{e} (Hrsg.): {n}. {c}: {p} {y}<, S. {f}–{l}>|{n}, ed. {e} ({c}: {p}, {y})<, {f}–{l}>"
).split("|")
BOOK = "{p}|{c}: {p}|{p}, {c}|{c}, {p}|({p})|{p}<, {l} pp.>".split("|")
DATED_BOOK = "{p}, {y}|{c}: {p}, {y}|({c}: {p}, {y})|{c}, {p}, {y}|{p} ({y})|{p}, {c} {y}|{c} {y}".split("|")
PREPRINT = "arXiv:{x}|arXiv preprint arXiv:{x}|arXiv {x}|Preprint arXiv:{x}|preprint, arXiv:{x}|https://arxiv.org/abs/{x}|arXiv: {x}".split(
    "|"
)
REPORT = "Technical report, {n}|{n}, Tech. Rep. {v}|Technical Report {v}, {n}|Working paper, {n}".split("|")
MARKUP = {"": 85, "_": 8, "PROC": 7}

LANGUAGES = {"en": 66, "de": 9, "fr": 8, "es": 6, "it": 5, "pt": 3, "nl": 3}
AND = {
    "en": (" and ", " and ", ", and ", " & ", ", & "), "de": (" und ", " und ", " & "), "fr": (" et ", " et "), "es": (" y ", " y "),
    "it": (" e ", " e "), "pt": (" e ", " e "), "nl": (" en ", " & "),
}  # fmt: skip
IN = {"en": ("In ", "In: ", "in ", "in: ", ""), "de": ("In: ", "in: ", "In "), "fr": ("dans ", "In ", "in : ", "Dans "), "es": ("en ", "En: ", "En "),
      "it": ("in ", "In: "), "pt": ("In: ", "em "), "nl": ("In: ", "in ")}  # fmt: skip
THESIS = {
    "en": ("PhD thesis, {n}", "Ph.D. dissertation, {n}", "Master's thesis, {n}", "{n} (PhD thesis)", "Doctoral dissertation, {n}", "MSc thesis, {n}, {c}"),
    "de": ("Dissertation, {n}", "Diss. {n}", "Masterarbeit, {n}"), "fr": ("Thèse de doctorat, {n}", "Mémoire de master, {n}"),
    "es": ("Tesis doctoral, {n}", "Tesis de maestría, {n}"), "it": ("Tesi di dottorato, {n}", "Tesi di laurea, {n}"),
    "pt": ("Tese de doutorado, {n}", "Dissertação de mestrado, {n}"), "nl": ("Proefschrift, {n}", "PhD thesis, {n}"),
}  # fmt: skip
LABELS = {
    "en": (("Title: ", "Authors: ", "Published in: ", "Year: "), ("Title: ", "Author(s): ", "Venue: ", "Date: "), ("", "by ", "in ", ""), ("", "By ", "In ", "")),
    "de": (("Titel: ", "Autoren: ", "Erschienen in: ", "Jahr: "),), "fr": (("Titre : ", "Auteurs : ", "Revue : ", "Année : "),),
    "es": (("Título: ", "Autores: ", "Publicado en: ", "Año: "),), "it": (("Titolo: ", "Autori: ", "Rivista: ", "Anno: "),),
    "pt": (("Título: ", "Autores: ", "Publicado em: ", "Ano: "),), "nl": (("Titel: ", "Auteurs: ", "Verschenen in: ", "Jaar: "),),
}  # fmt: skip
"""Before title, authors, venue and year."""
KINDS = {
    "en": {"journal": "Journal articles|Articles|Refereed journals|Papers in journals|Journal publications", "meeting": "Conference papers|Proceedings|Conferences",
           "chapter": "Book chapters|Chapters in books|Contributions to edited volumes", "thesis": "Theses|Dissertation", "book": "Books|Monographs",
           "preprint": "Preprints|Manuscripts|arXiv", "report": "Technical reports|Reports", "": "Publications|Selected publications|List of publications|Papers|My papers"},
    "de": {"journal": "Zeitschriftenartikel|Aufsätze", "meeting": "Konferenzbeiträge|Tagungsbände", "chapter": "Buchbeiträge|Beiträge in Sammelbänden",
           "thesis": "Qualifikationsschriften", "book": "Monographien|Bücher", "preprint": "Preprints", "report": "Berichte", "": "Veröffentlichungen|Publikationen|Schriftenverzeichnis"},
    "fr": {"journal": "Articles de revues|Revues à comité de lecture", "meeting": "Communications|Actes de colloques", "chapter": "Chapitres d'ouvrages",
           "thesis": "Thèse", "book": "Ouvrages|Livres", "preprint": "Prépublications", "report": "Rapports", "": "Publications|Liste des publications"},
    "es": {"journal": "Artículos|Artículos en revistas", "meeting": "Congresos|Actas de congresos", "chapter": "Capítulos de libros", "thesis": "Tesis",
           "book": "Libros", "preprint": "Preprints", "report": "Informes", "": "Publicaciones|Lista de publicaciones"},
    "it": {"journal": "Articoli in rivista", "meeting": "Atti di convegni", "chapter": "Contributi in volume|Capitoli di libro", "thesis": "Tesi", "book": "Monografie|Libri",
           "preprint": "Preprint", "report": "Rapporti tecnici", "": "Pubblicazioni|Elenco delle pubblicazioni"},
    "pt": {"journal": "Artigos em periódicos|Artigos", "meeting": "Trabalhos em anais", "chapter": "Capítulos de livros", "thesis": "Teses", "book": "Livros",
           "preprint": "Preprints", "report": "Relatórios", "": "Publicações"},
    "nl": {"journal": "Artikelen", "meeting": "Conferentiebijdragen", "chapter": "Hoofdstukken", "thesis": "Proefschrift", "book": "Boeken", "preprint": "Preprints",
           "report": "Rapporten", "": "Publicaties"},
}  # fmt: skip
HEADINGS = {
    "{}": 40,
    "{}:": 8,
    "## {}": 4,
    "== {} ==": 3,
    "{}\n{=}": 5,
    "{}\n{-}": 4,
    "UPPER": 10,
    "1. {}": 6,
    "{} (N)": 5,
    "I. {}": 2,
    "--- {} ---": 2,
    "[{}]": 1,
    "* {} *": 1,
}
IDS = (" doi:{}", " https://doi.org/{}", " DOI: {}", ". doi:{}", ", doi: {}", " [doi:{}]", "\nhttps://doi.org/{}", "\nDOI: {}", " (doi: {})", " doi.org/{}", ", https://doi.org/{}")  # fmt: skip
NOTES = (" [pdf]", " [PDF] [code]", " (pdf)", "\n[PDF] [Slides]", "\nPDF | BibTeX", " Link", "\nCited by {}", " [{} citations]", " (IF: 3.{})", "\nView | Download", " pdf bib", " (Q1)",
         " [open access]", " (peer reviewed)", "\nAbstract PDF", " (invited)")  # fmt: skip
ASIDES = (
    " (to appear)",
    " (in press)",
    " Best Paper Award",
    " [forthcoming]",
    " (accepted)",
    " — awarded",
    " (with commentary)",
    " [in English]",
)
WITH = (" (with {})", ", with {}", " with {}", " (joint with {})", " (joint work with {})")
JOBS = ("Professor of {t}", "Department of {t}, University of {c}", "University of {c}", "Curriculum vitae", "Postdoctoral researcher, {c} Institute of Technology", "PhD candidate",
        "Office 4.12 | {c}", "someone@example.org", "Tel. +44 20 7946 0{n}", "Last updated: May {y}", "Home  Research  Publications  Teaching  Contact", "I work on {t}.")  # fmt: skip
OTHERS = {
    "Education": ("PhD, {t}, University of {c}, {y}", "{y}  MSc in {t}, {c}", "BA {t}, University of {c}, {y}-{z}"),
    "Employment": ("{y}-{z}  Lecturer, University of {c}", "{y}–present: Professor, {c} University", "Research assistant, University of {c} ({y}-{z})"),
    "Invited talks": ("“{T}”, University of {c}, May {y}", "{T}. Seminar, {c}, {y}.", "{y}: Keynote at the {c} summer school"),
    "Teaching": ("Introduction to {t} ({y}, {z})", "{t} II, undergraduate, winter {y}", "Seminar on {t}, University of {c}"),
    "Awards": ("{y} Best Dissertation Prize, {c}", "Fellow of the Society for {t}, {y}", "Travel grant, {c}, {y}"),
    "Professional service": ("Reviewer for the {c} Journal", "Programme committee, {c} {y}", "Member of the editorial board since {y}"),
    "Grants": ("{y}-{z}: {t} (EUR {n},000), Research Council", "{t}, {c} Foundation, {y}"),
}  # fmt: skip
TOPICS = ("Linguistics|Hydrology|Economic History|Applied Mathematics|Oncology|Media Studies|Soil Science|Philosophy|Data Engineering|Music|Law|"
          "Organic Chemistry|Astrophysics|Education|Architecture|Nursing").split("|")  # fmt: skip
