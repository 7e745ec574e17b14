"""The tables a mapping reads about what texts say: introduced things, what is used, claims, licences and tasks.

A fact of confidence .9 and more is asserted; one below stands in the tables whose name ends in `_candidate`. A licence, a repository or
a claim belongs to a thing of the same work when the words that say what it is of name the thing, or when the work brings only one thing.
"""

from __future__ import annotations

_SURE = "confidence >= 0.9"
_THING = "SELECT thing, type, name FROM identity.thing {} JOIN (SELECT thing FROM identity.thing_part WHERE role = 'introduces' AND confidence >= 0.9) USING (thing) ORDER BY thing"
_WORDS = "list_filter(string_split_regex(lower({}), '[^a-z0-9]+'), lambda w: length(w) > 3)"


def _belongs(facts: str, columns: str) -> str:
    """The rows of `facts` (with `work` and `of`) with the things of their work that `of` names, or the one that there is."""
    return f"""
        SELECT DISTINCT {columns} FROM ({facts}) f JOIN identity.thing_part p ON p.work = f.work AND p.role = 'introduces' AND p.{_SURE}
        JOIN (SELECT work, count(*) AS n FROM identity.thing_part WHERE role = 'introduces' AND {_SURE} GROUP BY work) c ON c.work = f.work
        WHERE (list_has_any({_WORDS.format("f.of")}, {_WORDS.format("p.name")}) OR (c.n = 1 AND f.alone))"""


_LICENCE_FACTS = (
    "SELECT w.work, 'https://spdx.org/licenses/' || f.value AS url, coalesce(f.details['of'], '') AS of, true AS alone FROM read.fact f "
    f"JOIN identity.work_record w USING (record) WHERE f.kind = 'licence' AND f.{_SURE}"
)
_CODE_FACTS = (
    "SELECT w.work, u.url, regexp_extract(l.value, '([^/]+)/*$', 1) AS of, true AS alone FROM ("
    f"SELECT record, value FROM read.fact WHERE kind = 'link' AND details['role'] = 'code' AND {_SURE} "
    "UNION ALL SELECT record, url FROM read.link WHERE role = 'code') l JOIN identity.work_record w USING (record) JOIN identity.url u ON u.printed = l.value WHERE u.url IS NOT NULL"
)
_CLAIM_FACTS = """
    SELECT w.work || '#claim-' || md5(f.details['type'] || ' ' || f.value || ' ' || f.details['printed'] || ' ' || coalesce(f.details['metric'], '') || ' ' || f.start)[:8] AS claim, w.work,
           f.value, f.details['printed'] AS printed, nullif(f.details['unit'], '') AS unit, nullif(f.details['comparison'], '') AS comparison,
           nullif(f.details['metric'], '') AS metric, coalesce(f.details['of'], '') AS of, f.details['type'] AS type, f.record, f.field, f.n, f.confidence, false AS alone
    FROM read.fact f JOIN identity.work_record w USING (record) WHERE f.kind = 'claim' AND f.details['type'] IN ('result', 'size') AND f.confidence >= 0.5"""
_CLAIM = (
    f"SELECT claim, claim || '-value' AS measurement, work, any_value(value) AS value, any_value(printed) AS printed, any_value(unit) AS unit, any_value(comparison) AS comparison, "
    f"any_value(metric) AS metric, any_value(nullif(of, '')) AS of, any_value(type) AS type FROM ({_CLAIM_FACTS}) WHERE {{}} GROUP BY claim, work ORDER BY claim"
)
_TASK = (
    "SELECT DISTINCT w.work, '$baseid/term/' || d.slug AS term, d.slug, f.value AS name FROM read.fact f JOIN identity.work_record w USING (record) "
    f"JOIN identity.thing_fold d ON d.value = f.value WHERE f.kind = 'task' AND f.{_SURE}"
)

TABLES: dict[str, str] = {
    "thing": _THING.format("SEMI"),
    "thing_candidate": _THING.format("ANTI"),
    "thing_name": """
        SELECT DISTINCT t.thing, n.name FROM thing t JOIN (
            SELECT thing, name FROM identity.thing_part WHERE role = 'introduces' UNION ALL SELECT thing, expansion FROM identity.thing WHERE expansion IS NOT NULL) n
        ON n.thing = t.thing WHERE n.name <> t.name ORDER BY ALL""",
    "work_introduces": f"SELECT DISTINCT work, thing FROM identity.thing_part WHERE role = 'introduces' AND {_SURE} ORDER BY ALL",
    "work_introduces_candidate": f"SELECT DISTINCT work, thing FROM identity.thing_part WHERE role = 'introduces' AND NOT {_SURE} ORDER BY ALL",
    # That a name stands in a text is certain where it is the name of a thing brought elsewhere; what it is there for may not be.
    "work_mentions": f"""
        SELECT DISTINCT work, p.thing, CASE WHEN p.{_SURE} THEN nullif(p.role, '') END AS role FROM identity.thing_part p
        WHERE p.role <> 'introduces' AND (p.thing IN (SELECT thing FROM thing) OR (p.{_SURE} AND p.thing IN (SELECT term FROM identity.term)))
        ORDER BY ALL""",
    "thing_link": _belongs(_CODE_FACTS, "p.thing, f.url") + " ORDER BY ALL",
    "thing_licence": _belongs(_LICENCE_FACTS, "p.thing, f.url") + " ORDER BY ALL",
    "claim": _CLAIM.format(_SURE),
    "claim_candidate": _CLAIM.format(f"NOT {_SURE}"),
    "claim_thing": _belongs(_CLAIM_FACTS, "f.claim, p.thing") + " AND f.confidence >= 0.9 ORDER BY ALL",
    "work_about": f"SELECT DISTINCT work, term FROM ({_TASK}) ORDER BY ALL",
    "term": f"""
        SELECT term, min(name) AS name FROM (SELECT term, name FROM ({_TASK}) UNION ALL
            SELECT t.term, t.name FROM identity.term t SEMI JOIN (SELECT thing AS term FROM work_mentions) USING (term)) GROUP BY term ORDER BY term""",
    "work_text_language": f"""
        SELECT DISTINCT w.work, f.value AS language FROM read.fact f JOIN identity.work_record w USING (record)
        WHERE f.kind = 'language' AND f.{_SURE} ORDER BY ALL""",
}
"""Each table as the query that makes it, in the order in which they are made."""
