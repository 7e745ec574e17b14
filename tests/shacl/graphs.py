"""A small graph that conforms to every shape, and for each shape the changes that make it not conform."""

from __future__ import annotations

from pathlib import Path

BASE = "https://example.org/kg/"

PREFIXES = """
@prefix schema: <https://schema.org/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix kg: <https://w3id.org/kg-bib/ns#> .
@prefix : <https://example.org/kg/id/> .
"""

W = "<https://example.org/kg/id/work/arxiv:2503.01234>"

GOOD = f"""{PREFIXES}
{W} a kg:Work, schema:ScholarlyArticle ;
  kg:workType "preprint" ;
  schema:name "On the Habits of Paper Cranes" ;
  schema:abstract "We fold $\\\\alpha$ cranes." ;
  kg:arxivId "2503.01234" ;
  bibo:doi "10.5555/cranes.1" ;
  schema:identifier <https://example.org/kg/id/identifier/arxiv:2503.01234>, <https://example.org/kg/id/identifier/doi:10.5555/cranes.1> ;
  schema:dateCreated "2025-03-04"^^xsd:date ;
  schema:dateModified "2025-04"^^xsd:gYearMonth ;
  schema:datePublished "2025"^^xsd:gYear ;
  kg:year "2025"^^xsd:gYear ;
  schema:author :person-ada, :person-bo, :body-fold ;
  bibo:authorList {W[:-1]}#authors-1> .

{W[:-1]}#author-1> a kg:Authorship, schema:Role ; kg:authorshipOf {W} ; schema:position 1 ; schema:author :person-ada ; kg:nameAsPrinted "A. Author" .
{W[:-1]}#author-2> a kg:Authorship, schema:Role ; kg:authorshipOf {W} ; schema:position 2 ; schema:author :person-bo ; kg:nameAsPrinted "Bo Builder" .
{W[:-1]}#author-3> a kg:Authorship, schema:Role ; kg:authorshipOf {W} ; schema:position 3 ; schema:author :body-fold ; kg:nameAsPrinted "Folding Group" .
{W[:-1]}#authors-1> a rdf:List ; rdf:first :person-ada ; rdf:rest {W[:-1]}#authors-2> .
{W[:-1]}#authors-2> a rdf:List ; rdf:first :person-bo ; rdf:rest {W[:-1]}#authors-3> .
{W[:-1]}#authors-3> a rdf:List ; rdf:first :body-fold ; rdf:rest rdf:nil .
{W} schema:funding {W[:-1]}#grant-1> .
{W[:-1]}#grant-1> a schema:Grant ; kg:funderAsPrinted "Paper Council" ; kg:awardNumber "PC-17" .
{W[:-1]}#v-1> a kg:Version ; dcterms:isVersionOf {W} ; kg:statusAsRead "accepted" ; dcterms:date "2025-05"^^xsd:gYearMonth .

{W} kg:introduces :thing-crane ; schema:about :term-folding ; kg:claims {W[:-1]}#claim-1> .
:thing-crane a kg:Thing, schema:SoftwareSourceCode ; kg:thingType "software" ; schema:name "CraneFold" .
:term-folding a schema:DefinedTerm ; schema:name "paper folding" .
{W[:-1]}#claim-1> a kg:Claim ; kg:claimType "result" ; kg:metricAsPrinted "accuracy" ; kg:measurement {W[:-1]}#claim-1-value> .
{W[:-1]}#claim-1-value> a schema:QuantitativeValue ; schema:value "92.8" ; schema:unitText "percent" ; kg:valueAsPrinted "92.8%" .

:person-ada a schema:Person, foaf:Person ; schema:name "Ada Author" ; schema:identifier :orcid-ada .
:person-bo a schema:Person, foaf:Person ; schema:name "Bo Builder" ; schema:familyName "Builder" .
:body-fold a schema:Organization ; schema:name "Folding Group" .

:orcid-ada a schema:PropertyValue ; schema:propertyID "orcid" ; schema:value "0000-0002-1825-0097" .
<https://example.org/kg/id/identifier/arxiv:2503.01234> a schema:PropertyValue ; schema:propertyID "arxiv" ; schema:value "2503.01234" .
<https://example.org/kg/id/identifier/doi:10.5555/cranes.1> a schema:PropertyValue ; schema:propertyID "doi" ; schema:value "10.5555/cranes.1" .
:issn-1 a schema:PropertyValue ; schema:propertyID "issn" ; schema:value "0317-8471" .
:isbn-1 a schema:PropertyValue ; schema:propertyID "isbn" ; schema:value "9783161484100" .
:isbn-2 a schema:PropertyValue ; schema:propertyID "isbn" ; schema:value "080442957X" .
:hal-1 a schema:PropertyValue ; schema:propertyID "hal" ; schema:value "hal-01234567" .

:venue-icpf a kg:Venue, schema:EventSeries ; schema:name "Conference on Paper Folding" ; bibo:shortTitle "ICPF" ; schema:identifier :issn-1 .
:event-icpf a schema:Event ; schema:superEvent :venue-icpf ; schema:name "ICPF 2025" ; kg:year "2025"^^xsd:gYear .

:fact-1 a kg:Fact ; kg:factOf {W} ; prov:wasDerivedFrom :record-2 ; kg:field "comments[0]" ; kg:kind "pages" ; kg:value "9" ; kg:rule "pages" ;
  oa:start "3"^^xsd:nonNegativeInteger ; oa:end "10"^^xsd:nonNegativeInteger ; oa:exact "9 pages" ; kg:confidence 0.95 ; kg:readIn :text-1 .
:text-1 a kg:SourceText ; prov:wasDerivedFrom :record-2 ; kg:field "comments[0]" ; schema:text "In 9 pages" .
"""

PROVENANCE = f"""{PREFIXES}
:record-1 a kg:SourceRecord ; kg:file "cranes.bib" ; kg:line 7 .
:record-2 a kg:SourceRecord ; kg:file "list.txt" ; kg:line 12 .
{W} prov:wasDerivedFrom :record-2, :record-1 .
{W[:-1]}#author-2> prov:wasDerivedFrom :record-2 .
"""

_NEW = "<https://example.org/kg/id/work/new>"

VIOLATING: dict[str, list[str | tuple[str, str]]] = {
    # What is added to the good graph, or what is put in the place of what.
    "work-title-once": [f'{W} schema:name "Another Title" .'],
    "work-title-missing": [('schema:name "On the Habits of Paper Cranes" ;', "")],
    "work-authors-missing": [f'{_NEW} a kg:Work ; kg:workType "other" ; schema:name "Nobody\'s" .'],
    "work-abstract-cut": [f"{W} kg:abstractTruncated true ."],
    "work-year-missing": [('kg:year "2025"^^xsd:gYear ;\n  schema:author', "schema:author")],
    "work-type-known": [('kg:workType "preprint" ;', ""), ('"preprint"', '"novel"'), ('"preprint"', '"preprint", "other"')],
    "work-nothing-known": [f'{_NEW} a kg:Work ; kg:workType "other" .'],
    "work-text-empty": [f'{W} kg:comment "" .', f'{W} dcterms:rights " \\n" .', ('"On the Habits of Paper Cranes"', '""')],
    "work-authors-agree": [
        f"{W} schema:author :person-cy .",
        ("schema:author :person-ada, :person-bo, :body-fold", "schema:author :person-ada, :person-bo"),
    ],
    "work-author-list-agrees": [
        f"{W} schema:author :person-cy .",
        ("rdf:first :body-fold", "rdf:first :person-cy"),
        (f"bibo:authorList {W[:-1]}#authors-1> .", "kg:tables 0 ."),
    ],
    "work-author-list-order": [
        ("schema:position 1 ; schema:author :person-ada", "schema:position 1 ; schema:author :person-bo"),
        (f"bibo:authorList {W[:-1]}#authors-1>", f"bibo:authorList {W[:-1]}#authors-2>"),
        (
            f"rdf:first :person-ada ; rdf:rest {W[:-1]}#authors-2>",
            f"rdf:first :person-ada ; rdf:rest {W[:-1]}#authors-3>",
        ),
    ],
    "work-positions-unique": [("schema:position 3", "schema:position 2")],
    "work-positions-complete": [
        ("schema:position 3", "schema:position 4"),
        ("schema:position 1", "schema:position 4"),
        ("schema:position 1", "schema:position 0"),
    ],
    "work-date-form": [
        ('"2025-03-04"^^xsd:date', '"2025-02-29"^^xsd:date'),
        ('"2025-03-04"^^xsd:date', '"2025-04-31"^^xsd:date'),
        ('"2025-03-04"^^xsd:date', '"2025-03-04Z"^^xsd:date'),
        ('"2025-03-04"^^xsd:date', '"2025-03-04T00:00:00"^^xsd:dateTime'),
        ('"2025-03-04"^^xsd:date', '"2025-03-04"'),
        ('"2025-04"^^xsd:gYearMonth', '"2025-13"^^xsd:gYearMonth'),
        ('"2025-05"^^xsd:gYearMonth', '"2025-5"^^xsd:gYearMonth'),
        ('schema:datePublished "2025"^^xsd:gYear', 'schema:datePublished "25"^^xsd:gYear'),
    ],
    "work-year-form": [
        ('kg:year "2025"^^xsd:gYear ;\n  schema:author', 'kg:year "2025" ;\n  schema:author'),
        f'{W} kg:year "2024"^^xsd:gYear .',
    ],
    "work-arxiv-month": [
        ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2025-02-26"^^xsd:date'),
        ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2025-03-31"^^xsd:date ; kg:arxivId "2502.00001"'),
        ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2025-02"^^xsd:gYearMonth'),
        ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2024"^^xsd:gYear'),
        ('kg:arxivId "2503.01234"', 'kg:arxivId "hep-th/9903001"'),
    ],
    "work-created-after-modified": [
        ('schema:dateModified "2025-04"^^xsd:gYearMonth', 'schema:dateModified "2025-02"^^xsd:gYearMonth'),
        ('schema:dateModified "2025-04"^^xsd:gYearMonth', 'schema:dateModified "2025-03-03"^^xsd:date'),
    ],
    "version-of": [(f"dcterms:isVersionOf {W} ; kg:status", "kg:status"), (f"isVersionOf {W}", "isVersionOf :person-bo")],
    "version-text-empty": [('kg:statusAsRead "accepted"', 'kg:statusAsRead ""')],
    "authorship-position": [
        ("schema:position 3 ;", ""),
        ("schema:position 3", "schema:position 3, 4"),
        ("schema:position 3", "schema:position 0"),
        ("schema:position 3", 'schema:position "3"'),
        ("schema:position 3", 'schema:position "third"^^xsd:integer'),
    ],
    "authorship-author": [
        ("schema:author :person-bo ; kg:name", "kg:name"),
        ("schema:author :person-bo ; kg:name", "schema:author :person-bo, :person-cy ; kg:name"),
        ("schema:author :person-bo ; kg:name", 'schema:author "Bo" ; kg:name'),
    ],
    "authorship-work": [
        (f"#author-2> a kg:Authorship, schema:Role ; kg:authorshipOf {W}", "#author-2> a kg:Authorship, schema:Role"),
        (f"kg:authorshipOf {W} ; schema:position 3", f"kg:authorshipOf {W}, {_NEW} ; schema:position 3"),
    ],
    "authorship-name": [('; kg:nameAsPrinted "Bo Builder"', ""), ('kg:nameAsPrinted "Bo Builder"', 'kg:nameAsPrinted ""')],
    "grant-funder": [('kg:funderAsPrinted "Paper Council" ; ', ""), ('"Paper Council"', '" "'), f'{W[:-1]}#grant-1> kg:funderAsPrinted "Fold Fund" .'],
    "grant-award-empty": [('"PC-17"', '""')],
    "role-text-empty": [f'{W[:-1]}#editor-1> a schema:Role ; schema:roleName "" .'],
    "person-name": [('schema:name "Bo Builder" ; ', ""), ':body-fold schema:name "Folders" .'],
    "person-orcid-once": [
        ":person-ada schema:identifier :orcid-two ."
        ' :orcid-two a schema:PropertyValue ; schema:propertyID "orcid" ; schema:value "0000-0001-5109-3700" .'
    ],
    "person-page": [':person-ada schema:url "https://example.org/~ada" .', ":person-ada schema:url <mailto:ada@example.org> ."],
    "person-same": [':person-ada schema:sameAs "Q7259" .'],
    "person-text-empty": [('schema:familyName "Builder"', 'schema:familyName ""')],
    "venue-name": [(' ; schema:name "Conference on Paper Folding"', ""), ':venue-icpf schema:name "Folding Days" .'],
    "venue-text-empty": [('"ICPF"', '""'), ('"ICPF 2025"', '" "')],
    "edition-series": [("schema:superEvent :venue-icpf ; ", ""), (":venue-icpf ; schema:name", ":person-bo ; schema:name")],
    "edition-year": [('; schema:name "ICPF 2025" ; kg:year "2025"^^xsd:gYear', ""), ('2025" ; kg:year "2025"^^xsd:gYear', '" ; kg:year "2025"')],
    "identifier-scheme": [('schema:propertyID "hal" ;', ""), ('"hal"', '""')],
    "identifier-value": [('; schema:value "hal-01234567"', ""), ('"hal-01234567"', '"hal-01234567", "hal-1"')],
    "identifier-arxiv": [('schema:value "2503.01234"', f'schema:value "{bad}"') for bad in ("2513.01234", "2503.1234v2", "arXiv:2503.01234", "math.AG/0309136")],
    "identifier-doi": [('schema:value "10.5555/cranes.1"', f'schema:value "{bad}"') for bad in ("10.5555/Cranes.1", "https://doi.org/10.5555/c", "10.5555/c d", "11.5/c")],
    "identifier-orcid": [('"0000-0002-1825-0097"', f'"{bad}"') for bad in ("0000000218250097", "https://orcid.org/0000-0002-1825-0097")],
    "identifier-issn": [('"0317-8471"', '"03178471"')],
    "identifier-isbn": [('"9783161484100"', '"978-3-16-148410-0"')],
    "identifier-orcid-check": [('"0000-0002-1825-0097"', '"0000-0002-1825-0098"'), ('"0000-0002-1825-0097"', '"0000-0002-1825-009X"')],
    "identifier-issn-check": [('"0317-8471"', '"0317-8472"'), ('"0317-8471"', '"0317-847X"')],
    "identifier-isbn-check": [('"9783161484100"', '"9783161484101"'), ('"080442957X"', '"0804429571"')],
    "literal-arxiv": [('kg:arxivId "2503.01234"', 'kg:arxivId "2503.01234v1"')],
    "literal-doi": [('bibo:doi "10.5555/cranes.1"', 'bibo:doi "doi:10.5555/cranes.1"')],
    "fact-quote": [('oa:exact "9 pages" ;', ""), ('"9 pages"', '""')],
    "fact-start": [('"3"^^xsd:nonNegativeInteger', '"10"^^xsd:nonNegativeInteger'), ('"3"^^xsd:nonNegativeInteger', '"-3"^^xsd:nonNegativeInteger')],
    "fact-end": [('oa:end "10"^^xsd:nonNegativeInteger ; ', "")],
    "fact-length": [('"9 pages"', '"nine pages"')],
    "fact-text": [(" ; kg:readIn :text-1", ""), (":text-1 a kg:SourceText ;", ":text-1")],
    "source-text": [('"In 9 pages"', '" "'), (' ; schema:text "In 9 pages"', "")],
    "fact-words": [('"In 9 pages"', '"In nine pages"'), ('"In 9 pages"', '"On 9 page"'), ('"In 9 pages"', '"🦩 9 pagez"')],
    "fact-confidence": [("kg:confidence 0.95", "kg:confidence 1.5"), ("kg:confidence 0.95", "kg:confidence -0.1")],
    "thing-name": [(' ; schema:name "CraneFold"', ""), ('schema:name "CraneFold"', 'schema:name "CraneFold", "Crane"')],
    "thing-type": [('kg:thingType "software"', 'kg:thingType "programme"'), ('kg:thingType "software" ; ', "")],
    "thing-introduced": [(f"{W} kg:introduces :thing-crane ; ", f"{W} "), ("kg:introduces :thing-crane ;", "schema:mentions :thing-crane ;")],
    "claim-measurement": [(f" ; kg:measurement {W[:-1]}#claim-1-value>", ""), ("a schema:QuantitativeValue ; ", "")],
    "claim-type": [('kg:claimType "result"', 'kg:claimType "background"'), ('kg:claimType "result" ; ', "")],
    "claim-text-empty": [('kg:metricAsPrinted "accuracy"', 'kg:metricAsPrinted ""'), ('schema:name "paper folding"', 'schema:name " "'), ('schema:unitText "percent"', 'schema:unitText ""')],
    "fact-text-empty": [('kg:kind "pages"', 'kg:kind ""')],
}  # fmt: skip


CONFORMING: list[tuple[str, str]] = [
    # What is put in the place of what and is as good.
    ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2025-02-27"^^xsd:date'),
    ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2025-03"^^xsd:gYearMonth'),
    ('schema:dateCreated "2025-03-04"^^xsd:date', 'schema:dateCreated "2025"^^xsd:gYear'),
    ('schema:dateCreated "2025-03-04"^^xsd:date', 'dcterms:available "2024-02-29"^^xsd:date, "2000-02-29"^^xsd:date'),
    ('kg:arxivId "2503.01234"', 'kg:arxivId "math/2503001"'),
    ('schema:dateModified "2025-04"^^xsd:gYearMonth', 'schema:dateModified "2025-03"^^xsd:gYearMonth'),
    ('schema:value "2503.01234"', 'schema:value "hep-th/9901001"'),
    ("9 pages", "9 p\\U0001D552ges"),
]


def changed(change: str | tuple[str, str]) -> str:
    """The good graph with a change made to it, which must change something."""
    if isinstance(change, str):
        return GOOD + change + "\n"
    old, new = change
    assert old in GOOD, old
    return GOOD.replace(old, new)


def write_nt(turtle: str, file: Path) -> Path:
    """Writes a Turtle text as N-Triples, lexical forms unchanged."""
    import pyoxigraph

    quads = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    file.write_bytes(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"")
    return file
