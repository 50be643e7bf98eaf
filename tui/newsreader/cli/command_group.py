"""The click group of all commands: options, help and shell completion."""

from __future__ import annotations

import os
from importlib import import_module

import click
from click.shell_completion import get_completion_class, shell_complete

from newsreader import __version__
from newsreader.cli.command import write_examples
from newsreader.cli.command_list import COMMANDS
from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.main import COMPLETION

_WIDTH = 100


class Newsreader(click.Group):
    """The program with its commands, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both forms of use."""
        formatter.write_usage("newsreader", "[PATH …]")
        formatter.write_usage("newsreader", "COMMAND [OPTIONS] …", prefix="       ")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit statuses."""
        write_examples(formatter, _EXAMPLES)
        with formatter.section("Exit status"):
            formatter.write_dl(
                [
                    ("0", "success; also when the reader of a pipe stops reading"),
                    ("1", "nothing found, or `check` found something"),
                    ("2", "wrong usage, or an ambiguous id"),
                    ("3", "the content cannot be read"),
                    ("70", "a fault of the program"),
                    ("74", "the output cannot be written"),
                ]
            )


_EXAMPLES = (
    ("newsreader ~/news", "read the articles of a folder"),
    ("newsreader list --area Bedfordshire --since 2020-06", "headlines of one area, newest first"),
    ("newsreader show 3f9a0c | less", "one article, by the beginning of its id"),
    ("newsreader check ~/news --strict", "what is wrong with the files, and how to fix it"),
    (
        "newsreader --completion bash > ~/.local/share/bash-completion/completions/newsreader",
        "completion with Tab",
    ),
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
    help="Read police and community-safety news in a terminal, beside the services that each article names."
    "\n\nWithout a command, the reader opens each PATH: a folder of Markdown articles, or one article. "
    "Without a PATH it opens NEWSREADER_CONTENT, else the content in the settings, else the articles "
    "that come with it. Write a folder that is named like a command as ./list.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _WIDTH},
    params=[
        click.Option(
            ["--completion"],
            type=click.Choice(["bash", "zsh", "fish"]),
            is_eager=True,
            expose_value=False,
            callback=_print_completion,
            help="Print a script that lets the shell complete commands, areas and ids.",
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
    """Run the command that the arguments name and return its exit status.

    Raises CommandError for wrong usage.
    """
    instruction = os.environ.get(COMPLETION)
    if instruction and not arguments:  # a completing shell passes the words in variables
        return shell_complete(newsreader, {}, "newsreader", COMPLETION, instruction)
    try:
        # Not `main`, which would end the process itself, with 1 for a closed pipe.
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
    return f"{message}. `{command} --help` explains how to use it."
