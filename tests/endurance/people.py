"""`python -m endurance.people 2000`, in `tests/`: people whom nobody has met, who do anything in any order.

Each run meets other people. Whoever breaks a promise is printed as the shortest talk that does.
"""

import argparse
import sys

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from machine.person import Person7


def main() -> None:
    """Meets as many people as the command line says, each for so many steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="?", default=1000)
    parser.add_argument("--steps", type=int, default=60)
    asked = parser.parse_args()
    run_state_machine_as_test(
        Person7,
        settings=settings(
            max_examples=asked.people,
            stateful_step_count=asked.steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    sys.stdout.write(f"{asked.people} people, {asked.steps} steps each: every promise was kept.\n")


if __name__ == "__main__":
    main()
