"""`python -m endurance.people 2000`, in `tests/`: people whom nobody has met, who do anything in any order.

Each run meets other people. Whoever breaks a promise is printed as the shortest talk that does.
"""

import argparse
import importlib.util
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

MACHINE = Path(__file__).parent.parent / "flows" / "test_invariants.py"


def main() -> None:
    """Meets as many people as the command line says, each for so many steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="?", default=1000)
    parser.add_argument("--steps", type=int, default=60)
    asked = parser.parse_args()
    # The test folders are not packages, so the machine is loaded from its file.
    found = importlib.util.spec_from_file_location("machine", MACHINE)
    if found is None or found.loader is None:
        raise SystemExit(f"{MACHINE} cannot be loaded")
    machine = importlib.util.module_from_spec(found)
    found.loader.exec_module(machine)
    run_state_machine_as_test(
        machine.Person7,
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
