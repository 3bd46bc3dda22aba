"""p-median at city scale, compiled: one site for another while people walk less; what prices say.

Pairs stand twice: by site (where each site's begin, points, metres) and by point, the nearest site
first. For each point the two nearest taken sites are kept, so a swap is weighed by looking only at
whom the newcomer reaches (Whitaker 1983; Resende and Werneck 2007).
"""

import numpy as np

from liandong.planning.compiled import compiled
from liandong.planning.siting.case import Floats, Numbers

Flags = np.ndarray
# By site: begins, points, metres. By point, nearest first: begins, sites, metres.
Pairs = tuple[Numbers, Numbers, Floats, Numbers, Numbers, Floats]
Near = tuple[Numbers, Floats, Floats]  # by point: the nearest taken site, its way, the second way
ALIKE = 1e-6


@compiled
def nearest(pairs: Pairs, taken: Flags, beyond: float) -> Near:
    """For each point: its nearest taken site (−1: none), the way there, and the second way."""
    points = len(pairs[3]) - 1
    near = (np.full(points, -1), np.full(points, beyond), np.full(points, beyond))
    for point in range(points):
        _look(pairs, taken, beyond, near, point)
    return near


@compiled
def _look(pairs: Pairs, taken: Flags, beyond: float, near: Near, point: int) -> None:
    near[0][point], near[1][point], near[2][point] = -1, beyond, beyond
    for at in range(pairs[3][point], pairs[3][point + 1]):
        if taken[pairs[4][at]]:
            if near[0][point] >= 0:
                near[2][point] = pairs[5][at]
                return
            near[0][point], near[1][point] = pairs[4][at], pairs[5][at]


@compiled
def greedy(
    pairs: Pairs, people: Floats, price: Floats, taken: Flags, purse: tuple[float, float]
) -> None:
    """Take what saves most walking for its price, again and again, as far as the money goes."""
    left, beyond = purse
    sites = len(taken)
    way = nearest(pairs, taken, beyond)[1]
    hope = np.full(sites, np.inf)
    while True:
        best = _saves_most(pairs, people, (price, price > left + ALIKE, taken), way, hope)
        if best < 0:
            return
        taken[best] = True
        left -= price[best]
        for at in range(pairs[0][best], pairs[0][best + 1]):
            way[pairs[1][at]] = min(way[pairs[1][at]], pairs[2][at])


@compiled
def _saves_most(
    pairs: Pairs,
    people: Floats,
    sites: tuple[Floats, Flags, Flags],
    way: Floats,
    hope: Floats,
) -> int:
    """Return the site that saves most for its price; what one saved before it never exceeds."""
    price, dear, taken = sites
    best, most = -1, 0.0
    for site in np.argsort(-hope):
        if hope[site] <= most:
            break
        saves = 0.0
        if not taken[site] and not dear[site]:
            for at in range(pairs[0][site], pairs[0][site + 1]):
                saves += people[pairs[1][at]] * max(way[pairs[1][at]] - pairs[2][at], 0.0)
        hope[site] = saves / max(price[site], 1e-9)
        if hope[site] > most:
            best, most = site, hope[site]
    return int(best)


@compiled
def exchange(
    pairs: Pairs, people: Floats, price: Floats, taken: Flags, want: tuple[Flags, float, float]
) -> bool:
    """Go once through all sites; whichever may come in and save walking does. Whether any did."""
    fixed, left, beyond = want
    near = nearest(pairs, taken, beyond)
    loss, back = _loss(people, near, len(taken)), np.zeros(len(taken))
    order = np.flatnonzero(taken & ~fixed)
    any_did = False
    for comes in range(len(taken)):
        if taken[comes]:
            continue
        gain = _gain(pairs, people, near, comes, back)
        at = _goes(price, order, (loss, back), (price[comes] - left, gain))
        _forget(pairs, near, comes, back)
        if at >= 0:
            any_did = True
            goes, order[at] = order[at], comes
            left += price[goes] - price[comes]
            taken[comes], taken[goes] = True, False
            _moved(pairs, people, (taken, beyond), (near, loss), comes)
            _moved(pairs, people, (taken, beyond), (near, loss), goes)
    return any_did


@compiled
def _loss(people: Floats, near: Near, sites: int) -> Floats:
    loss = np.zeros(sites)
    for point in range(len(people)):
        if near[0][point] >= 0:
            loss[near[0][point]] += people[point] * (near[2][point] - near[1][point])
    return loss


@compiled
def _forget(pairs: Pairs, near: Near, comes: int, back: Floats) -> None:
    for at in range(pairs[0][comes], pairs[0][comes + 1]):
        if near[0][pairs[1][at]] >= 0:
            back[near[0][pairs[1][at]]] = 0.0


@compiled
def _gain(pairs: Pairs, people: Floats, near: Near, comes: int, back: Floats) -> float:
    """Return what a newcomer saves; `back` is what it takes of each taken site's loss."""
    gain = 0.0
    for at in range(pairs[0][comes], pairs[0][comes + 1]):
        point, metres = pairs[1][at], pairs[2][at]
        gain += people[point] * max(near[1][point] - metres, 0.0)
        if near[0][point] >= 0 and metres < near[2][point]:
            more = near[2][point] - max(metres, near[1][point])
            back[near[0][point]] += people[point] * more
    return gain


@compiled
def _goes(
    price: Floats, order: Numbers, what: tuple[Floats, Floats], asked: tuple[float, float]
) -> int:
    """Return the place in `order` of the site that loses least, if less than is gained; or −1."""
    loss, back = what
    dearer, gain = asked
    best, least = -1, gain - ALIKE
    if gain <= ALIKE:
        return best
    for at in range(len(order)):
        site = order[at]
        if loss[site] - back[site] < least and price[site] >= dearer - ALIKE:
            best, least = at, loss[site] - back[site]
    return best


@compiled
def _moved(
    pairs: Pairs,
    people: Floats,
    open_ones: tuple[Flags, float],
    where: tuple[Near, Floats],
    site: int,
) -> None:
    """Look anew for the two nearest of everybody whom a site reaches that came or went."""
    taken, beyond = open_ones
    near, loss = where
    for at in range(pairs[0][site], pairs[0][site + 1]):
        point = pairs[1][at]
        if near[0][point] >= 0:
            loss[near[0][point]] -= people[point] * (near[2][point] - near[1][point])
        _look(pairs, taken, beyond, near, point)
        if near[0][point] >= 0:
            loss[near[0][point]] += people[point] * (near[2][point] - near[1][point])


@compiled
def rates(pairs: Pairs, people: Floats, paid: Floats) -> Floats:
    """Return for each site what it earns when every point pays for being served (0 or less)."""
    found = np.zeros(len(pairs[0]) - 1)
    for site in range(len(found)):
        for at in range(pairs[0][site], pairs[0][site + 1]):
            point = pairs[1][at]
            found[site] += min(people[point] * pairs[2][at] - paid[point], 0.0)
    return found


@compiled
def served(pairs: Pairs, people: Floats, paid: Floats, chosen: Flags) -> Floats:
    """Return for each point how many of the chosen sites would serve it for what it pays."""
    count = np.zeros(len(people))
    for site in range(len(chosen)):
        if chosen[site]:
            for at in range(pairs[0][site], pairs[0][site + 1]):
                point = pairs[1][at]
                if people[point] * pairs[2][at] < paid[point]:
                    count[point] += 1.0
    return count
