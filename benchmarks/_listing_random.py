"""Real works on pages in random forms: right, wrong and abstained for each field, and the forms in which most is read wrong.

Pages of even seeds (`--set development`) may be looked at while rules are written; of those of odd seeds only totals are.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from benchmarks import pages
from tests.random_forms import page

_WORST = 12


def _measured(job: tuple[int, bool]) -> tuple[str, Counter[str]]:
    seed, show = job
    made = page(seed)
    return made.form, pages.counted(f"page {seed}.txt", made.text, made.rows, show)


def table(number: int, development: bool, show: int) -> Counter[str]:
    """Prints and returns the sums of so many pages; of those that may be looked at also the worst forms, and differences of `show` pages."""
    total: Counter[str] = Counter()
    forms: list[tuple[int, int, int, str]] = []
    jobs = [(2 * at + (not development), development and at < show) for at in range(number)]
    with ProcessPoolExecutor(1 if show else 2) as pool:
        for (seed, _), (form, count) in zip(jobs, pool.map(_measured, jobs, chunksize=1 if show else 8), strict=True):
            total += count
            wrong = count["title wrong"] + count["extra"]
            forms.append((wrong, count["works"] - count["title"] - count["title wrong"], seed, form))
    report(f"random forms, {'even' if development else 'odd'} seeds", total)
    if development:
        print("wrong  abstained  seed  form")
        for wrong, abstained, seed, form in sorted(forms, reverse=True)[:_WORST]:
            print(f"{wrong:5}  {abstained:9}  {seed:4}  {form}")
    return total


def report(name: str, total: Counter[str]) -> None:
    """Prints the shares of what there was to be said of each field that were right, wrong, and not said."""
    print(
        f"{name}: {total['works']} works on {total['pages']} pages; {total['read']} found, {total['extra']} records of none"
    )
    print(f"  {'':8} {'right':>6} {'wrong':>6} {'abstained':>9}")
    for field in pages.FIELDS:
        there, right, wrong = total[f"{field} there"] or 1, total[field], total[f"{field} wrong"]
        print(f"  {field:8} {right / there:6.3f} {wrong / there:6.3f} {(there - right - wrong) / there:9.3f}")
