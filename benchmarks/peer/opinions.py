"""Draw an opinion map with red-dwarf: `python -m benchmarks.peer.opinions FILE` prints JSON.

The file holds the arrays `rows`, `columns` and `values` of the votes.
"""

import json
import resource
import sys
import time

import numpy as np
from reddwarf.implementations.base import run_pipeline


def main() -> None:
    held = np.load(sys.argv[1])
    arrays = [held[name].tolist() for name in ("rows", "columns", "values")]
    votes = [
        {"participant_id": who, "statement_id": what, "vote": vote, "modified": 0}
        for who, what, vote in zip(*arrays, strict=True)
    ]
    base, start = _memory(), time.process_time()
    found = run_pipeline(votes, min_user_vote_threshold=7, max_group_count=5, random_state=0)
    seconds = time.process_time() - start
    groups = found.participants_df["cluster_id"].dropna().astype(int)
    told = {
        "seconds": seconds,
        "votes": len(votes),
        "memory": _memory() - base,
        "who": groups.index.tolist(),
        "which": groups.tolist(),
    }
    print(json.dumps(told))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
