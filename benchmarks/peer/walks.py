"""Run in the planners' environment: bounded walks by pandana.

`walks.py IN.npz OUT.npz METRES`: seconds to build and to walk, and how many pairs were found.
"""

import sys
import time
import warnings

import numpy as np
import pandas
from pandana import Network

AT_ONCE = 500  # sources whose rows are held at one time


def main(given, out, metres):
    data = np.load(given)
    began = time.process_time()
    lengths = pandas.DataFrame({"metres": data["lengths"]})
    ends = (pandas.Series(data["starts"]), pandas.Series(data["ends"]))
    network = Network(*map(pandas.Series, data["points"].T), *ends, lengths)
    built = time.process_time()
    living = np.bincount(data["homes"], minlength=len(data["points"]))
    pairs = 0
    for start in range(0, len(data["sites"]), AT_ONCE):
        found = network.nodes_in_range(data["sites"][start : start + AT_ONCE], metres)
        pairs += int(living[found["destination"]].sum())
    walked = time.process_time()
    np.savez(out, built=built - began, walked=walked - built, pairs=pairs)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(*sys.argv[1:3], float(sys.argv[3]))
