"""What a text said when it was looked at: most are no longer than what a source is shown to claim them, and need not be read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.records import Item


class Looked:
    """Reads texts; what the last one said that was looked at is kept until it is taken, which happens once as items may be changed."""

    def __init__(self, reader: Callable[[str], Iterable[Item]]) -> None:
        self._reader = reader
        self._kept: dict[str, list[Item]] = {}

    def look(self, text: str) -> list[Item]:
        """What a text says, to be looked at only."""
        found = list(self._reader(text))
        self._kept = {text: found}
        return found

    def take(self, text: str) -> list[Item]:
        """What a text says, to be handed on."""
        found = self._kept.pop(text, None)
        return list(self._reader(text)) if found is None else found
