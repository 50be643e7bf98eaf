"""The long run: `PYTHONPATH=tui python tests/fuzz/fuzz.py --inputs 1000000`, which takes about half an hour.

Every input follows from the seed, the target and its number, so that a failure is made again by
`--target NAME --seed N --only NUMBER`. The status is 1 if anything failed.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from oracles import OracleError
from stateful_targets import StatefulTargets
from targets import Target, targets

HANG_AFTER = 1.0
"""Seconds of processor time after which an input counts as a hang."""
INTERRUPTED_AFTER = 20.0
"""Seconds of processor time after which an input is interrupted."""


class EndlessError(BaseException):
    """An input was interrupted. Not an Exception, so that nothing catches it."""


@dataclass
class Outcome:
    """The results of the inputs of one target."""

    target: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    failures: list[tuple[str, int, object, str]] = field(default_factory=list)
    """Kind (crash, hang, control, wide, wrong), number, input, and what happened."""

    def line(self) -> str:
        """Return one line for the report."""
        kinds = Counter(kind for kind, *_ in self.failures)
        reported = ", ".join(f"{number} {kind}" for kind, number in kinds.items()) or "nothing failed"
        return (
            f"{self.target:<11} {self.inputs:>9,} inputs {self.seconds:8.1f} s"
            f"  slowest {1000 * self.slowest:6.0f} ms  {reported}"
        )


def run(target: Target, inputs: int, seed: int, first: int = 0) -> Outcome:
    """Run `inputs` inputs of a target."""
    outcome = Outcome(target.name)
    with _interrupted_in_time():
        for number in range(first, first + inputs):
            case = target.make(Random(f"{target.name} {seed} {number}"))
            signal.setitimer(signal.ITIMER_PROF, INTERRUPTED_AFTER)
            start = time.process_time()
            try:
                target.check(case)
            except OracleError as broken:
                outcome.failures.append((broken.kind, number, case, str(broken)))
            except EndlessError:
                outcome.failures.append(
                    ("hang", number, case, "interrupted: " + traceback.format_exc(limit=-4))
                )
            except Exception:  # noqa: BLE001 - that is what is looked for
                outcome.failures.append(("crash", number, case, traceback.format_exc(limit=-6)))
            seconds = time.process_time() - start
            outcome.seconds += seconds
            outcome.slowest = max(outcome.slowest, seconds)
            if seconds > HANG_AFTER:
                outcome.failures.append(("hang", number, case, f"{seconds:.1f} s"))
            outcome.inputs += 1
    return outcome


@contextmanager
def _interrupted_in_time() -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGPROF, end)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def report(line: str) -> None:
    """Print one line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run what the command line asks for, and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=1_000_000, help="for all targets together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", help="only this one; may be repeated")
    parser.add_argument("--only", type=int, help="only the input of this number")
    parser.add_argument("--show", type=int, default=3, help="failures to show of each target")
    asked = parser.parse_args()
    failed = total = 0
    with tempfile.TemporaryDirectory(prefix="newsreader-fuzz-") as folder:
        stateful = StatefulTargets(Path(folder))
        for target in targets(stateful):
            if asked.target and target.name not in asked.target:
                continue
            inputs = 1 if asked.only is not None else max(target.share * asked.inputs // 1_000_000, 1)
            outcome = run(target, inputs, asked.seed, asked.only or 0)
            report(outcome.line())
            for kind, number, case, reported in outcome.failures[: asked.show]:
                report(f"--- {kind}, number {number}: {repr(case)[:1500]}\n{reported}")
            failed += len(outcome.failures)
            total += outcome.inputs
        stateful.close()
    report(f"{total:,} inputs, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
