"""Bibliographic records, however messy, into a validated linked-data graph on schema.org and BIBO.

The road has one direction; a stage knows only what lies before it:

    read      inputs -> records and rejects        kg.sources, kg.reading
    text      fields -> facts with offsets         kg.text
    table     records, facts -> tables             kg.tables
    identity  tables -> decisions -> clusters      kg.identity
    map       tables -> triples                    kg.mapping, ontology/mapping.yaml
    check     triples -> findings                  kg.shacl, shapes/
    store     triples -> embedded SPARQL store     kg.store
    answer    saved questions -> tables, pages     kg.questions, kg.web, queries/
    hand on   graph -> files, triple stores        kg.exports, kg.triplestores
"""

__version__ = "0.1.0"
