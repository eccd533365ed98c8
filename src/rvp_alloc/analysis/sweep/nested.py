"""The engine for nested bounds: water is poured into a tree of sets, in compiled loops over scenarios.

Every team takes ``fixed + share * level`` within its bounds, every set the sum of its parts within its own; the level of all
is the one at which the budget is used up. A set that is at a bound has a level of its own, not above that of the set around it
where it is held down, not below where it is held up: that is the proof, and it is checked in each scenario. Where the
norm per area is guiding, posts are first poured into pools in the same way, up to a level of 1; what a pool gets there it
gets at least. Teams without a share in the key come after all others are full (``late``), by their formation.

All compiled functions of the engine stand in this one file, long as it is: what is compiled is kept on disk, and only a change
to this file itself makes it be compiled anew.
"""

import numpy as np
from numba import njit

SETTLED, CONFLICT, UNSURE = 0, 1, 2
_CLOSE = 1e-9
_EXACT = 1e-12
_TRIES = 200
_WIDTH = 64
_compiled = njit(cache=True, nogil=True, error_model="numpy")
_inlined = njit(inline="always", error_model="numpy")


@_inlined
def _begun(constants):
    """Return room for the entries of a tape in a few scenarios, the constants in their places."""
    entries = np.empty((len(constants), _WIDTH))
    for place in range(len(constants)):
        entries[place, :] = constants[place]
    return entries


@_inlined
def _load(inputs, values, start, width, entries):
    """Put the inputs of a few scenarios in their places."""
    for number in range(len(inputs)):
        for s in range(width):
            entries[inputs[number], s] = values[number, start + s]


@_compiled
def _replay(steps, left, right, entries, width):
    """Compute every step of a tape for a few scenarios side by side."""
    for place in range(len(steps)):
        step = steps[place]
        if step < 2:  # an input or a constant: it is there already
            continue
        a, b, out = entries[left[place]], entries[right[place]], entries[place]
        if step == 2:
            for s in range(width):
                out[s] = a[s] + b[s]
        elif step == 3:
            for s in range(width):
                out[s] = a[s] - b[s]
        elif step == 4:
            for s in range(width):
                out[s] = a[s] * b[s]
        elif step == 5:
            for s in range(width):
                out[s] = a[s] / b[s]
        elif step == 6:
            for s in range(width):
                out[s] = max(a[s], 0.0)
        elif step == 7:
            for s in range(width):
                out[s] = a[s] / b[s] if b[s] != 0.0 else 0.0
        else:
            for s in range(width):
                out[s] = a[s] / b[s] if b[s] > 0.0 else (np.inf if a[s] > 0.0 else -np.inf)


@_inlined
def _gather(parent, leaf, bounds, entries, s, lower, upper, low, high, low_row, high_row):
    """Collect the bounds of every node, from the parts up; return a verdict, and the node where bounds clash.

    ``lower`` and ``upper`` become what each node gets at least and at most, ``low`` and ``high`` what its parts do together, and
    ``low_row`` and ``high_row`` the bound that says so (-1: its parts do).
    """
    nodes = len(parent)
    for node in range(nodes):
        lower[node], upper[node], low[node], high[node] = -np.inf, np.inf, 0.0, 0.0
        low_row[node] = high_row[node] = -1
    for row in range(len(bounds)):
        node, side, amount = bounds[row, 0], bounds[row, 1], entries[bounds[row, 2], s]
        if amount != amount:
            return UNSURE, 0
        if side != 1 and amount > lower[node]:
            lower[node], low_row[node] = amount, row
        if side != 0 and amount < upper[node]:
            upper[node], high_row[node] = amount, row
    unsure = False
    for node in range(nodes - 1, -1, -1):
        if leaf[node] < 0:
            if low[node] >= lower[node]:
                lower[node], low_row[node] = low[node], -1
            if high[node] <= upper[node]:
                upper[node], high_row[node] = high[node], -1
        if low_row[node] != high_row[node] or lower[node] > upper[node]:
            room = upper[node] - lower[node]
            if room < -_CLOSE:
                return CONFLICT, node
            unsure = unsure or not room > _CLOSE
        if leaf[node] < 0:  # a bound within a hair's breadth of what the parts can be is a border too
            unsure = unsure or (high_row[node] >= 0 and not upper[node] - low[node] > _CLOSE)
            unsure = unsure or (low_row[node] >= 0 and not high[node] - lower[node] > _CLOSE)
        if node > 0:
            low[parent[node]] += lower[node]
            high[parent[node]] += upper[node]
    for row in range(len(bounds)):
        node, side, amount = bounds[row, 0], bounds[row, 1], entries[bounds[row, 2], s]
        unsure = unsure or (side != 1 and high_row[node] != row and not upper[node] - amount > _CLOSE)
        unsure = unsure or (side != 0 and low_row[node] != row and not amount - lower[node] > _CLOSE)
    return (UNSURE if unsure else SETTLED), 0


@_compiled
def _blamed(end, bounds, low_row, high_row, clash):
    """Return the parameters, as bits, of the bounds that clash at a node: its own, or those of its parts."""
    found = 0
    for side in range(2):
        inside = clash
        while inside < end[clash]:
            row = low_row[inside] if side == 0 else high_row[inside]
            if row >= 0:
                found |= bounds[row, 3]
                inside = end[inside]
            else:
                inside += 1
    return found


@_inlined
def _poured(parent, node, end, level, base, rate, lower, upper, value, rise):
    """Let the parts of a node take what they take at a level; return their sum, and how fast it rises."""
    for part in range(node, end):
        value[part] = rise[part] = 0.0
    for part in range(end - 1, node, -1):
        wanted = value[part] + base[part] + rate[part] * level
        taken = min(max(wanted, lower[part]), upper[part])
        rising = rise[part] + rate[part] if taken == wanted else 0.0
        around = parent[part]
        value[part], rise[part] = wanted, rising
        value[around] += taken
        rise[around] += rising
    return value[node], rise[node]


@_compiled
def _level(parent, node, end, amount, base, rate, lower, upper, value, rise):
    """Find the level at which the parts of a node take an amount together (Newton's steps, kept within a bracket)."""
    total, rising = 0.0, 0.0
    for part in range(node + 1, end):
        total += base[part]
        rising += rate[part]
    level = (amount - total) / rising if rising > 0.0 and np.isfinite(total) else 0.0
    below, above, stride = -np.inf, np.inf, max(1.0, abs(level))
    close = _EXACT * max(1.0, abs(amount))
    miss = np.inf
    for _ in range(_TRIES):
        total, rising = _poured(parent, node, end, level, base, rate, lower, upper, value, rise)
        miss = total - amount
        if abs(miss) <= close:
            return level
        if miss > 0.0:
            above = level
        else:
            below = level
        following = level - miss / rising if rising > 0.0 else np.nan
        if not below < following < above:
            if below == -np.inf:
                following = above - stride
            elif above == np.inf:
                following = below + stride
            else:
                following = 0.5 * (below + above)
            stride *= 2.0
            if following in (below, above):
                break
        level = following
    # Where bounds that were reached before add up to the amount but for the last digits, no level comes closer.
    return level if abs(miss) <= 100.0 * close else np.nan


@_compiled
def _most(parent, end, leaf, node, share, lower, upper, value):
    """Return what the parts of a node take together when all with a share are full, and the others have not begun."""
    for part in range(node, end[node]):
        value[part] = 0.0
    for part in range(end[node] - 1, node, -1):
        wanted = value[part]
        if leaf[part] >= 0:
            wanted = upper[part] if share[part] > 0.0 else lower[part]
        value[parent[part]] += min(max(wanted, lower[part]), upper[part])
    return value[node]


@_compiled
def _come_late(end, leaf, node, base, rate, fixed, share, second, lower, upper, is_late):
    """Set what the parts of a node rise by: by their shares, or late, when those with a share are full, the others."""
    for part in range(node + 1, end[node]):
        if leaf[part] >= 0:
            full = share[part] > 0.0
            base[part] = fixed[part] if full != is_late else (upper[part] if full else lower[part])
            rate[part] = (0.0 if full else second[part]) if is_late else share[part]


@_inlined
def _fill(
    parent, end, leaf, amount, ceiling, zeros, base, rate, fixed, share, second, lower, upper, value, rise, level, late
):
    """Pour an amount into a whole tree, up to a ceiling; say whether the levels prove that it is poured right."""
    for node in range(len(parent)):
        if leaf[node] >= 0:
            continue
        wanted, side, around = amount, 1.0, 0
        if node > 0:
            around = parent[node]
            raw = value[node]
            wanted = min(max(raw, lower[node]), upper[node])
            side = -1.0 if raw < lower[node] - _EXACT else (1.0 if raw > upper[node] + _EXACT else 0.0)
            if side == 0.0 or (side < 0.0 and level[around] == ceiling):
                level[node], late[node] = level[around], late[around]
                continue
        is_late = False
        if zeros:
            is_late = _most(parent, end, leaf, node, share, lower, upper, value) < wanted - _EXACT * max(
                1.0, abs(wanted)
            )
            _come_late(end, leaf, node, base, rate, fixed, share, second, lower, upper, is_late)
        found = np.nan
        if ceiling < np.inf:
            total, _ = _poured(parent, node, end[node], ceiling, base, rate, lower, upper, value, rise)
            found = ceiling if total <= wanted else np.nan
        if found != found:
            found = _level(parent, node, end[node], wanted, base, rate, lower, upper, value, rise)
            if not np.isfinite(found):
                return False
        level[node], late[node] = found, 1.0 if is_late else 0.0
        if node > 0:
            difference = late[node] - late[around]
            if difference == 0.0:
                difference = (found - level[around]) / max(1.0, abs(found), abs(level[around]))
            if side * difference > _CLOSE:
                return False
    return True


@_inlined
def _judge(margins, equalities, entries, s):
    """Judge the numbers that must not be below 0, and those that must be 0."""
    unsure = False
    for row in range(len(margins)):
        margin = entries[margins[row, 0], s]
        if margin < -_CLOSE:
            return CONFLICT, margins[row, 1]
        unsure = unsure or not margin > _CLOSE
    for row in range(len(equalities)):
        margin = abs(entries[equalities[row, 0], s])
        if margin > _CLOSE:
            return CONFLICT, equalities[row, 1]
        unsure = unsure or not margin <= _EXACT
    return (UNSURE if unsure else SETTLED), 0


@_inlined
def _raise_pools(parent, leaf, pool_nodes, pool_leaf, pool_value, lower, upper, low):
    """Let each pool have at least what was poured into it, and so what is around it."""
    for node in range(len(pool_nodes)):
        if pool_leaf[node] >= 0:
            place = pool_nodes[node]
            lower[place] = min(max(pool_value[node], lower[place]), upper[place])
    for node in range(len(parent)):
        low[node] = 0.0
    for node in range(len(parent) - 1, -1, -1):
        if leaf[node] < 0:
            lower[node] = min(max(lower[node], low[node]), upper[node])
        if node > 0:
            low[parent[node]] += lower[node]


@_inlined
def _checked(parent, leaf, bounds, entries, s, lower, upper, value, new_fte, place):
    """Add up what teams get, and compare with every bound; write it down."""
    for node in range(len(parent)):
        value[node] = min(max(value[node], lower[node]), upper[node]) if leaf[node] >= 0 else 0.0
        if leaf[node] >= 0:
            new_fte[place, leaf[node]] = value[node]
    for node in range(len(parent) - 1, 0, -1):
        value[parent[node]] += value[node]
    for row in range(len(bounds)):
        given, side, amount = value[bounds[row, 0]], bounds[row, 1], entries[bounds[row, 2], s]
        if (side != 1 and not given >= amount - _CLOSE) or (side != 0 and not given <= amount + _CLOSE):
            return UNSURE
    return SETTLED


@_compiled
def settle(tape, plan, values, new_fte, verdicts, blamed):
    """Settle all scenarios of ``values`` (a row per input, a column per scenario); write into the last three.

    Everything has a name of its own here, and most functions above are written out in this one: what they would be handed, time
    after time, costs more than what they do.
    """
    steps, left, right, constants, inputs = tape
    tree, bounds, margins, equalities, places, pool_tree, pool_nodes, pool_places, no_loss = plan
    (parent, end, leaf), (pool_parent, pool_end, pool_leaf) = tree, pool_tree
    count, nodes, pools, of_pools = values.shape[1], len(parent), len(pool_nodes), pool_places.shape[1]
    entries = _begun(constants)
    lower, upper, low, high = np.empty(nodes), np.empty(nodes), np.empty(nodes), np.empty(nodes)
    low_row, high_row = np.empty(nodes, dtype=np.int64), np.empty(nodes, dtype=np.int64)
    base, rate, fixed, share, second = (
        np.zeros(nodes),
        np.zeros(nodes),
        np.zeros(nodes),
        np.zeros(nodes),
        np.zeros(nodes),
    )
    value, rise, level, late = np.empty(nodes), np.empty(nodes), np.empty(nodes), np.empty(nodes)
    pool_lower, pool_upper, pool_base, pool_rate = np.empty(pools), np.empty(pools), np.zeros(pools), np.zeros(pools)
    pool_value, pool_rise, pool_level, pool_late = np.empty(pools), np.empty(pools), np.empty(pools), np.empty(pools)
    for start in range(0, count, _WIDTH):
        width = min(_WIDTH, count - start)
        _load(inputs, values, start, width, entries)
        _replay(steps, left, right, entries, width)
        for s in range(width):
            verdict, bits = _judge(margins, equalities, entries, s)
            if verdict != CONFLICT:
                found, clash = _gather(parent, leaf, bounds, entries, s, lower, upper, low, high, low_row, high_row)
                if found == CONFLICT:
                    verdict, bits = CONFLICT, _blamed(end, bounds, low_row, high_row, clash)
                elif found == UNSURE:
                    verdict = UNSURE
            if verdict == SETTLED:
                whole, zeros = 0.0, False
                for node in range(nodes):
                    team = leaf[node]
                    if team >= 0:
                        base[node] = fixed[node] = entries[places[0, team], s]
                        rate[node] = share[node] = entries[places[1, team], s]
                        second[node] = entries[places[2, team], s]
                        whole += share[node]
                        zeros = zeros or not share[node] > 0.0
                        if not share[node] >= 0.0:
                            verdict = UNSURE
                if (zeros and not no_loss) or not abs(whole - 1.0) <= _CLOSE:
                    verdict = UNSURE
                if verdict == SETTLED and of_pools:
                    for node in range(pools):
                        pool_lower[node], pool_upper[node] = lower[pool_nodes[node]], upper[pool_nodes[node]]
                        pool = pool_leaf[node]
                        if pool >= 0:
                            pool_base[node] = -entries[pool_places[1, pool], s]
                            pool_rate[node] = entries[pool_places[0, pool], s]
                    if _fill(
                        pool_parent,
                        pool_end,
                        pool_leaf,
                        upper[0],
                        1.0,
                        False,
                        pool_base,
                        pool_rate,
                        pool_base,
                        pool_rate,
                        pool_rate,
                        pool_lower,
                        pool_upper,
                        pool_value,
                        pool_rise,
                        pool_level,
                        pool_late,
                    ):
                        _raise_pools(parent, leaf, pool_nodes, pool_leaf, pool_value, lower, upper, low)
                    else:
                        verdict = UNSURE
                if verdict == SETTLED:
                    if _fill(
                        parent,
                        end,
                        leaf,
                        upper[0],
                        np.inf,
                        zeros,
                        base,
                        rate,
                        fixed,
                        share,
                        second,
                        lower,
                        upper,
                        value,
                        rise,
                        level,
                        late,
                    ):
                        verdict = _checked(parent, leaf, bounds, entries, s, lower, upper, value, new_fte, start + s)
                    else:
                        verdict = UNSURE
            verdicts[start + s], blamed[start + s] = verdict, bits


@_compiled
def replay(tape, places, values, found):
    """Write the entries at some places of a tape into ``found`` (a row per place, a column per scenario)."""
    steps, left, right, constants, inputs = tape
    count = values.shape[1]
    entries = _begun(constants)
    for start in range(0, count, _WIDTH):
        width = min(_WIDTH, count - start)
        _load(inputs, values, start, width, entries)
        _replay(steps, left, right, entries, width)
        for row in range(len(places)):
            for s in range(width):
                found[row, start + s] = entries[places[row], s]
