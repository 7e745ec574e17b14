"""The errors of the road. Each carries its facts, says one sentence and names an exit code."""

from __future__ import annotations


class KgError(Exception):
    """A run that cannot go on: one sentence that says what happened and what to do.

    `exit_code` is what the command line returns; the facts are kept as given so that the error pickles.
    """

    exit_code = 2

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __reduce__(self) -> tuple[object, tuple[type[KgError], str, dict[str, object]]]:
        return _again, (type(self), self.sentence, self.facts)

    def __str__(self) -> str:
        return self.sentence


def _again(kind: type[KgError], sentence: str, facts: dict[str, object]) -> KgError:
    return kind(sentence, **facts)


class InputError(KgError):
    """An input that is not there, cannot be opened or is of no known format."""


class WorkspaceError(KgError):
    """A workspace that is missing, locked, damaged or cannot be written."""


class MappingError(KgError):
    """A mapping file that is not well formed or uses what is outside the subset read."""


class QuestionError(KgError):
    """A saved question that is unknown, malformed or was given a wrong parameter."""


class QueryError(KgError):
    """A SPARQL query that is malformed, refused or ran past its deadline."""


class ShapesError(KgError):
    """Shapes that could not be read or run."""


class LoadError(KgError):
    """A triple store that cannot be reached, refuses, or holds other counts than were sent."""
