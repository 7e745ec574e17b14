"""What stands on pages of publications beside the works: headings, menus, notes, other sections. `{...}` are filled in at random."""

HEADINGS = (
    "Publications|Selected Publications|Papers|Journal Articles|Conference Papers|Working Papers|Books|Book Chapters|Articles|Preprints|"
    "Peer-reviewed articles|Research|Refereed journal articles|Theses|Technical reports|Articles dans des revues|Communications|"
    "Veröffentlichungen|Zeitschriftenartikel|Publicaciones|Artículos|Publicações|List of publications|Recent work|In press|Published|"
    "Workshop papers|Accepted papers|Schriften|Chapitres d'ouvrages|Work in progress|Other publications|Other writings|Bücher|Drafts|"
    "Beiträge in Sammelbänden|Pubblicazioni|Libros y capítulos|Actes de conférences|Monographs|Essays and reviews|Main conference"
).split("|")
OTHER_SECTIONS = (
    "Awards|Teaching|Talks|Service|Education|Employment|Grants|Contact|News|Students|Professional memberships|Invited talks|Honours|Links|"
    "Skills|Reviewing|Auszeichnungen|Lehre|Enseignement|Docencia|Bar admissions|Media|Software|Languages|Vorträge|Outreach|Organisation|Funding"
).split("|")
"""Sections that list no works."""
OF_OTHER_SECTIONS = (
    "{year}\tBest Paper Award, {meeting}|Reviewer for {journal}, {journal}|{year}-{later}: Assistant Professor, University of {city}|"
    "PhD, University of {city}, {year}|Keynote, {meeting}, {city}, {year}|Introduction to {topic} (undergraduate), {year}|"
    "Member of the programme committee of {meeting} {year}|{person}, PhD student since {year}|Fellow, Society for {topic}|"
    "Grant of the Research Council, {year}, with {person}|Organiser, workshop on {topic}, {city} {year}|Panelist, {meeting}, {year}|"
    "M.Sc., {city}, {year}|English (fluent), French (good)|Email: name@university.edu|Office 3.12, Building 4|Phone +49 30 1234567|"
    "I work on {topic} and am interested in how people use it. I teach at the University of {city}.|Best poster prize {year}|"
    "Summer School on {topic}, {city}, {day} {month} {year}|{person} ({year}, now at University of {city})|Co-chair of {meeting} {year}|"
    "{topic}, seminar, winter {year}|{month} {year}: our paper on {topic} was accepted at {meeting}!|Supervised {number} theses on {topic}|"
    "{topic}: a tool in Python for {topic}, {number} stars|Visiting researcher, {city}, {month} to {month} {year}|Taught with {person}, {year}"
).split("|")
MENU = (
    "Home|About|People|Research|Teaching|Contact|CV|Skip to main content|Menu|Search|News|Sign in|Google Scholar|ORCID|Follow|Share|Page 3|"
    "Curriculum Vitae|Last updated: {month} {year}|Sort by: Newest|Citations 1,204|h-index 17|Export|© {year} {person}|Department of {topic}|"
    "University of {city}|{person}|Professor of {topic}, University of {city}|{person}, University of {city}|Showing 1-20 of 48 results|"
    "* equal contribution|Number of publications: {number}|Below is a list of papers, newest first.|Drafts are available on request.|"
    "{city}, {month} {year}|Institute of {topic}, {city}|Annual report {year}|All|Recent|Filter by year|Print|Back to top|"
    "We thank the reviewers for their work; the list is not in order.|{topic} Group|Affiliation: University of {city}|Imprint|Loading ..."
).split("|")
NOTES = (
    "[pdf] [code]|PDF / BibTeX / Slides|Cited by {number}|View|Download|Save|Cite|Abstract|Downloads {number} ({number})|Full text|"
    "Citation {number}|PDF|[link]|Code available|Details|Posted: {day} {month} {year}|Number of pages: {number}|Read more|Article|"
    "Conference Paper|University of {city} and University of {city}|University of {city}|{city} Institute of Technology, {city} University|"
    "Computer Science|Open access|Highlights|Add to library|Alert|{number} citations|Show abstract|Supplementary material|Keywords: {topic}|"
    "Reads {number}|Best paper award|Subjects: {topic}|Export|Share|Recommended|Peer reviewed|(Poster)|Oral|{topic}|Journal article|Book|"
    "{number}|Volume: {number}\tPages: {number}|ISSN 1234-5678|https://example.org/{number}|doi.org/10.1234/{number}|{topic}, {topic}"
).split("|")
"""Lines between those of a work that are of no part of it."""
SENTENCES = (
    "We study {topic} and show that it matters.|This paper asks how {topic} came about.|The data are from {city}, {city} and {city}.|"
    "Our results suggest that it depends on {topic}, among others.|We find that {topic} is rare, and say why.|Little is known of {topic}."
).split("|")
CITIES = (
    "Leeds|Tokyo|Vienna|Lyon|Oslo|Porto|Kraków|Nairobi|Lima|Boston|Seoul|Ghent|Graz|Bologna|Dakar|Toronto|Austin|Delhi|Zürich|Göttingen"
).split("|")
MEETINGS = "ACL|EMNLP|SIGIR|ICML|NeurIPS|CHI|PODC|STOC|DISC|ICRA|VLDB|ECCV|ICASSP|LREC|ICALP|DAGM".split("|")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December".split("|")
JOURNAL_NUMBERS = (
    "{volume}({issue}):{first}-{last}, {year}|vol. {volume}, no. {issue}, pp. {first}–{last}, {year}|{volume} ({year}), {first}-{last}|"
    "{volume}, {first}–{last}|{volume} ({year}) {first}--{last}|{year}, {volume}, {first}|{volume}({issue}), {first}-{last}|"
    "{volume}: {first}-{last}|{year}|({year})|{year};{volume}({issue}):{first}-{last}||{volume} (2), {year}|{volume}, pp. {first}-{last}|"
    "vol. {volume}, n° {issue}, p. {first}-{last}|{volume} ({year}), Nr. {issue}, S. {first}–{last}|{month} {year}|"
    "{volume} ({issue}), {first}-{last}, {month} {year}|{volume}:{first}|{volume} ({year}) H. {issue}, S. {first}–{last}"
).split("|")
MEETING_NUMBERS = (
    ", {year}| {year}|, pp. {first}-{last}, {year}|, {city}, {year}| ({year})|, pages {first}-{last}||, {city}, {month} {year}, pp. {first}–{last}|"
    " {year}: {first}-{last}|, {city}, {month} {day}-{day}, {year}"
).split("|")
DATES = "{year}|{year}|{year}|{month} {year}|{day} {month} {year}|{year}-03|{year}/{issue}".split("|")
ONE_LINE = (
    "{A}~{T}~{V}|{A}~{T}~{V}|{A}~{T}~{V}|{A}~{T}~{V}|{A}~{T}~{V}|{A}~{T}~{V}|{A}~{T}~{V}|{T}~{A}~{V}|{T}~{A}~{V}|{T}~{A}~{V}|"
    "{A} ({D}). {T}. {V}|{A} ({D}) {T}. {V}|{A} {D}. {T}. {V}|{A} ({D}), {T}, {V}|{A} ({D}): {T}. {V}|{A}, {D}. {T}. {V}|{D}\t{A}. {T}. {V}|"
    "{A}. ({D}) {T}. {V}|{D}. {A}. {T}. {V}|{D}: {A}: {T}, {V}|{T}~{V}~{A}|{V}~{A}~{T}|{V}~{T}~{A}|{T}{W}~{V}|{T}{W}~{V}|{T}~{V}{W}|"
    "{W} {T}~{V}|{T}~{V}|{T}{W}, {D}|{T} ({A})|{T} ({A}, {D})|{T} by {A}|{A}~{T}|{A}: {T}|{T}~{A}|{T}: {A}|{T} ({D})~{V}|[{V}] {T}~{A}|"
    "[{V}] {T}|{V}\t{T}\t{A}|{D}\t{T}\t{A}\t{V}|{T} / {A}. {V}|{A}: {T} ({V})|{T} ({V})~{A}|{D} {T}, {V}|{T} — {A} — {V}"
).split("|")
"""Entries of a line: A authors, T title, V venue, W others the work was written with, D date; `~` is what parts the parts of a list."""
LINES = (
    "{T};{A};{V}|{T};{A};{V}|{T};{A};{V}|{T};{A};{V}|{T};{A};{V}|{A};{T};{V}|{A};{T};{V}|{T};{A}|{T};{A}|{T};{A}|{T};{V};{A}|{V};{T};{A}|"
    "{T};{A};{V};{D}|{D};{T};{A};{V}|{T};{V}~{A}|{A}:;{T}. {V}|{A};{T}. {V}|{T}. {A};{V}|{T};{A}. {V}|{T};{A} · {V}|{A} ({D});{T};{V}|"
    "{T}{W};{V}|{T};{W};{V}|{T} ({D});{A};{V}|{T};{D};{A}|{T};{D};{A};{V}|{A};{T}|{V};{A};{T}|{T}, {D};{A}|{T};{V};{W}|{T};{A} - {V} - {D}|"
    "{T};{V} | {D} | {A}|{A}, {T};{V}|{T};{V}|{T} / {A};{V}|{A}. {T}.;{V}|[{V}] {T};{A}|{T};{A};{V}. {D}|{T};{V}, {D};{A}|{D};{A};{T};{V}|{T};by {A};{V}"
).split("|")
"""Entries of several lines, which `;` parts."""
LABELS = (
    "Title: |Authors: |Published in: |Year: ;Title: |Author(s): |Journal: |Date: ;Titel: |Autoren: |In: |Jahr: ;Titre : |Auteurs : |Revue : |"
    "Année : ;Título: |Autores: |Revista: |Año: ;Titolo: |Autori: |Rivista: |Anno: ;|By |In |;|by |in |"
).split(";")
"""Before title, authors, venue and date of a list."""
