"""Run in the planners' environment: maximal cover of the same pairs by spopt and CBC.

`cover.py IN.npz OUT.npz SECONDS`: what was covered, and how long building and solving took.
"""

import resource
import sys
import time
import warnings

import numpy as np
import pulp
from spopt.locate import MCLP


def main(given, out, seconds):
    data = np.load(given)
    far = np.full((len(data["people"]), int(data["sites"])), 1e9)
    far[data["point"], data["site"]] = data["metres"]
    began = time.process_time()
    model = MCLP.from_cost_matrix(far, data["people"], float(data["limit"]), int(data["number"]))
    built = time.process_time()
    model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds), results=False)
    spent = _children() + time.process_time() - began
    value = model.problem.objective.value()
    np.savez(out, built=built - began, spent=spent, value=-1 if value is None else value)


def _children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(*sys.argv[1:3], float(sys.argv[3]))
