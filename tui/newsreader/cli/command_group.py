"""The commands under one name, with click: options, help and completion."""

from __future__ import annotations

import os
from importlib import import_module

import click
from click.shell_completion import get_completion_class, shell_complete

from newsreader import __version__
from newsreader.cli.base_command import write_examples
from newsreader.cli.command_list import COMMANDS
from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.main import COMPLETION

_WIDTH = 100


class Newsreader(click.Group):
    """The program: the reader where no command is named, else one of the commands, imported when it is."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call the program."""
        formatter.write_usage("newsreader", "[PATH …]")
        formatter.write_usage("newsreader", "COMMAND [OPTIONS] …", prefix="       ")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, and what the exit status means."""
        write_examples(formatter, _EXAMPLES)
        with formatter.section("Exit status"):
            formatter.write_dl(
                [
                    ("0", "done; also when the reader of a pipe has had enough"),
                    ("1", "nothing found, or `check` found something"),
                    ("2", "wrong usage; an ambiguous id names its candidates"),
                    ("3", "the content cannot be read"),
                ]
            )


_EXAMPLES = (
    ("newsreader ~/news", "read the articles of a folder"),
    ("newsreader list --area Bedfordshire --since 2020-06", "headlines of one area, newest first"),
    ("newsreader show 3f9a0c | less", "one article, by the beginning of its id"),
    ("newsreader check ~/news --strict", "what is wrong with the files, and what to do about it"),
    ("newsreader --completion bash > ~/.local/share/bash-completion/completions/newsreader", "Tab completes"),
)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"newsreader {__version__}")
        ctx.exit()


def _print_completion(ctx: click.Context, _: click.Parameter, shell: str | None) -> None:
    kind = get_completion_class(shell) if shell and not ctx.resilient_parsing else None
    if kind:
        click.echo(kind(newsreader, {}, "newsreader", COMPLETION).source())
        ctx.exit()


newsreader = Newsreader(
    name="newsreader",
    help="Police and community-safety news, read in a terminal, with the help that each article names beside "
    "it.\n\nWithout a command it opens the reader on each PATH, a folder of Markdown articles or one of "
    "them; without a PATH on NEWSREADER_CONTENT, else on the content of the settings, else on the "
    "articles that come with it. A folder named like a command is given as ./list.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _WIDTH},
    params=[
        click.Option(
            ["--completion"],
            type=click.Choice(["bash", "zsh", "fish"]),
            is_eager=True,
            expose_value=False,
            callback=_print_completion,
            help="Print what a shell needs to complete commands, areas and ids.",
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help="Print the version.",
        ),
    ],
)


def run_command(arguments: list[str]) -> int:
    """Run the command that the arguments name; its exit status.

    Raises CommandError where they cannot be understood.
    """
    instruction = os.environ.get(COMPLETION)
    if instruction and not arguments:  # a shell that completes gives none: words are in its variables
        return shell_complete(newsreader, {}, "newsreader", COMPLETION, instruction)
    try:
        # Not `main`: it would end the process itself, with 1 for a closed pipe.
        with newsreader.make_context("newsreader", arguments) as context:
            return int(newsreader.invoke(context) or Status.DONE)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort as abort:
        raise KeyboardInterrupt from abort
    except click.UsageError as error:
        raise CommandError(_sentence(error), Status.USAGE) from error


def _sentence(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "newsreader"
    message = error.format_message().rstrip(".")
    return f"{message}. `{command} --help` tells how it is used."
