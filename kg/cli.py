"""The command line: finds the commands in `kg/commands` and turns errors into one sentence and an exit code."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import click

import kg
import kg.commands
from kg.errors import KgError

ORDER = (
    "build",
    "check",
    "ask",
    "explain",
    "review",
    "same",
    "different",
    "undo",
    "export",
    "serve",
    "load",
    "sources",
)


class _Commands(click.Group):
    """A group whose members are the modules of `kg.commands`, each with a `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [info.name for info in pkgutil.iter_modules(kg.commands.__path__) if not info.name.startswith("_")]
        return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"kg.commands.{cmd_name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Bibliographic records, however messy, into a validated linked-data graph."""


def main() -> None:
    """Runs the command line. Exit codes: 0 done, 1 findings or differences, 2 could not run, 130 interrupted."""
    debug = "--debug" in sys.argv[1:]
    # Wherever it stands: the moment one wants it is after a command has failed.
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        # A command that ends by ctx.exit(1) comes back as the number it gave.
        code = cli.main(args=arguments, standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except KgError as error:
        if debug:
            raise
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (kg ... | head): nothing is wrong. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
