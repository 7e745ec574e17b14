"""Scores by Splink for records without identifiers: a learnt model of how much each agreement says (Fellegi and Sunter, 1969).

The model is fitted to the records at hand, without labels, so its scores are an opinion and never more: pairs it finds likely become
candidates, with the weight of each comparison in their evidence. Needs the extra `link` (`pip install kg-bib[link]`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg import iris
from kg.errors import InputError
from kg.identity.decisions import Compared, Decision, decide

if TYPE_CHECKING:
    import duckdb

LIKELY = 0.9
"""Pairs of a lower probability are not worth a look."""

FEWEST = 50
"""With fewer records, or none of equal title and year, there is nothing to fit a model to."""

SCORE = 0.89
"""No score of a model joins anything: candidates stay below .9."""

_INPUT = """
CREATE OR REPLACE TEMP TABLE link_record AS
SELECT w.record AS unique_id, nullif(trim(regexp_replace(lower(strip_accents(w.title)), '[^a-z0-9]+', ' ', 'g')), '') AS title,
       a.families, a.families[1] AS first_family,
       (SELECT min(TRY_CAST(d.value[:4] AS INTEGER)) FROM read.date d WHERE d.record = w.record AND d.kind IN ('issued', 'published', 'created')) AS year
FROM read.work w LEFT JOIN (
    SELECT record, list(lower(strip_accents(family)) ORDER BY i, part) AS families FROM identity.mention
    WHERE role = 'author' AND family <> '' GROUP BY record) a USING (record)
WHERE w.title IS NOT NULL ORDER BY w.record
"""


def candidates(connection: duckdb.DuckDBPyConnection, base: str) -> list[Decision]:
    """The pairs of records of different works that a fitted model finds likely to be one, as candidates with the weights.

    Needs `identity.mention` and `identity.work_record`. Raises `InputError` where Splink is not installed.
    """
    try:
        import splink  # noqa: F401  (asked for only with --link)
    except ImportError as error:
        raise InputError("--link needs Splink; install it with: pip install 'kg-bib[link]'") from error
    connection.execute(_INPUT)
    [(count, alike)] = connection.execute(
        "SELECT count(*), (SELECT count(*) FROM link_record GROUP BY title, year HAVING count(*) > 1 AND title IS NOT NULL LIMIT 1) FROM link_record"
    ).fetchall()
    if count < FEWEST or not alike:
        return []
    table = _predicted(connection)
    rows = connection.execute(
        f"""
        SELECT p.unique_id_l, p.unique_id_r, p.match_probability, p.mw_title, p.mw_families, p.mw_year, l.title, r.title,
               array_to_string(p.families_l, ', '), array_to_string(p.families_r, ', '), p.year_l, p.year_r
        FROM {table} p JOIN read.work l ON l.record = p.unique_id_l JOIN read.work r ON r.record = p.unique_id_r
        JOIN identity.work_record a ON a.record = p.unique_id_l JOIN identity.work_record b ON b.record = p.unique_id_r
        WHERE a.work <> b.work AND NOT EXISTS (
            SELECT 1 FROM read.identifier i JOIN read.identifier j ON i.scheme = j.scheme AND i.value <> j.value
            WHERE i.record = p.unique_id_l AND j.record = p.unique_id_r)
        ORDER BY ALL
        """
    ).fetchall()
    return list(_decisions(base, rows))


def _decisions(base: str, rows: list[tuple[Any, ...]]) -> Iterator[Decision]:
    for left, right, probability, *rest in rows:
        weights, values = rest[:3], rest[3:]
        said = zip(("title", "authors", "year"), weights, strict=True)
        listed = ", ".join(f"{name} {weight:+.1f}" for name, weight in said if weight is not None)
        evidence = (
            f"A model of these records finds them alike (probability {probability:.3f}; weights in bits: {listed})."
        )
        compared = [
            Compared(name, _shown(values[2 * i]), _shown(values[2 * i + 1]))
            for i, name in enumerate(("title", "authors", "year"))
        ]
        yield decide(
            base, "work", iris.thing(base, "record", left), iris.thing(base, "record", right), "candidate",
            min(float(probability), SCORE), "splink", evidence, by="splink/5", compared=compared,
        )  # fmt: skip


def _shown(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _predicted(connection: duckdb.DuckDBPyConnection) -> str:
    """Fits the model and scores the blocked pairs; the name of the table with the likely ones."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    year = comparisons.CustomComparison(
        [
            levels.NullLevel("year"),
            levels.ExactMatchLevel("year"),
            levels.CustomLevel("abs(year_l - year_r) <= 1", "within a year"),
            levels.ElseLevel(),
        ],
        output_column_name="year",
    )
    blocks: list[Any] = [block_on("first_family"), block_on("substr(title, 1, 10)")]
    settings = SettingsCreator(
        "dedupe_only",
        comparisons=[
            comparisons.JaroWinklerAtThresholds("title", [0.96, 0.9, 0.8]),
            comparisons.ArrayIntersectAtSizes("families", [3, 2, 1]),
            year,
        ],
        blocking_rules_to_generate_predictions=blocks,
        retain_intermediate_calculation_columns=True,
    )
    database = DuckDBAPI(connection)
    linker = Linker(database.register("link_record"), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("title", "year")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("first_family"), block_on("title")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return str(linker.inference.predict(threshold_match_probability=LIKELY).physical_name)
