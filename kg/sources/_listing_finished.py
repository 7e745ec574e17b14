"""What only a whole page tells of its works, in the order in which it is looked for: the last steps of reading a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.records import Item, NameAsPrinted, Record
from kg.sources._learned_doubt import doubted
from kg.sources._learned_families import with_families
from kg.sources._listing_affixes import without_affixes
from kg.sources._listing_dated import dated
from kg.sources._listing_entry_labels import labelled
from kg.sources._listing_heads import with_heads
from kg.sources._listing_issue import issued
from kg.sources._listing_keys import keyed
from kg.sources._listing_lines import Line
from kg.sources._listing_openreview import of_openreview
from kg.sources._listing_repeated import repeated
from kg.sources._listing_run_together import with_first_authors
from kg.sources._listing_turned import in_order
from kg.sources._listing_venue_bounds import bounded


def finished(
    items: Sequence[Item], lines: Sequence[Line], text: str, base: int, owner: NameAsPrinted | None
) -> tuple[Iterable[Item], NameAsPrinted | None]:
    """The items of a page with what their records, seen together, say of each, and whose page it is.

    `lines` are those of the page, `text` is its text, which stands at `base`; the records are changed.
    """
    found = with_first_authors(list(repeated(items, text, base)), text, base)
    found = with_heads(without_affixes(of_openreview(found, text, base), text, base), text, base)
    with_families([one for one in found if isinstance(one, Record)])
    turned, owner = in_order(found, owner)
    turned = keyed(list(turned), text, base)
    found = list(issued(list(dated(list(turned), lines)), lines))
    found = list(labelled(found, text, base))
    return doubted(bounded(found, text, base), text, base), owner
