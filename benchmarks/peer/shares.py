"""Count published votes with pabutools: `python -m benchmarks.peer.shares FILE...` prints JSON."""

import json
import sys
import time

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares


def main() -> None:
    print(json.dumps([_counted(path) for path in sys.argv[1:]]))


def _counted(path: str) -> dict[str, object]:
    instance, profile = parse_pabulib(path)
    found = {}
    for name, votes in [("each", profile), ("together", profile.as_multiprofile())]:
        start = time.process_time()
        winners = method_of_equal_shares(
            instance, votes, sat_class=Cost_Sat, voter_budget_increment=1
        )
        found[name] = time.process_time() - start
    return {"winners": sorted(project.name for project in winners), **found}


if __name__ == "__main__":
    main()
