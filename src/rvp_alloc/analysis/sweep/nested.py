"""The engine for nested bounds: water is poured into a tree of sets, in compiled loops over scenarios.

Every team takes ``fixed + share * level`` within its bounds, every set the sum of its parts within its own; the level of all
is the one at which the budget is used up. A set that is at a bound has a level of its own, not above that of the set around it
where it is held down, not below where it is held up: that is the proof, and it is checked in each scenario. Where the
norm per area is guiding, posts are first poured into pools in the same way, up to a level of 1; what a pool gets there it
gets at least. Teams without a share in the key come after all others are full (``late``), by their formation.

All compiled functions stand in this one file, so that a change to any of them makes all be compiled anew.
"""

import numpy as np
from numba import njit

SETTLED, CONFLICT, UNSURE = 0, 1, 2
_CLOSE = 1e-9
_EXACT = 1e-12
_TRIES = 200
_WIDTH = 64
_compiled = njit(cache=True, nogil=True, error_model="numpy")


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


@_compiled
def _gather(tree, bounds, entries, s, ends, rows, bits):
    """Collect the bounds of every node, from the parts up; return a verdict, and the parameters of a conflict.

    ``ends[0]`` and ``ends[1]`` hold what each node gets at least and at most, ``rows`` the bound that says so (-1: its parts do).
    """
    parent, _, leaf = tree
    lower, upper = ends[0], ends[1]
    lower[:], upper[:], rows[:], bits[:] = -np.inf, np.inf, -1, 0
    for row in range(len(bounds)):
        node, side, amount = bounds[row, 0], bounds[row, 1], entries[bounds[row, 2], s]
        if amount != amount:
            return UNSURE, 0
        if side != 1 and amount > lower[node]:
            lower[node], rows[0, node], bits[0, node] = amount, row, bounds[row, 3]
        if side != 0 and amount < upper[node]:
            upper[node], rows[1, node], bits[1, node] = amount, row, bounds[row, 3]
    sums = ends[2:]
    sums[:] = 0.0
    unsure = False
    for node in range(len(parent) - 1, -1, -1):
        if leaf[node] < 0:
            if sums[0, node] >= lower[node]:
                lower[node], rows[0, node], bits[0, node] = sums[0, node], -1, bits[2, node]
            if sums[1, node] <= upper[node]:
                upper[node], rows[1, node], bits[1, node] = sums[1, node], -1, bits[3, node]
        if rows[0, node] != rows[1, node] or lower[node] > upper[node]:
            room = upper[node] - lower[node]
            if room < -_CLOSE:
                return CONFLICT, bits[0, node] | bits[1, node]
            unsure = unsure or not room > _CLOSE
        if leaf[node] < 0:  # a bound within a hair's breadth of what the parts can be is a border too
            unsure = unsure or (rows[1, node] >= 0 and not upper[node] - sums[0, node] > _CLOSE)
            unsure = unsure or (rows[0, node] >= 0 and not sums[1, node] - lower[node] > _CLOSE)
        if node > 0:
            around = parent[node]
            sums[0, around] += lower[node]
            sums[1, around] += upper[node]
            bits[2, around] |= bits[0, node]
            bits[3, around] |= bits[1, node]
    for row in range(len(bounds)):
        node, side, amount = bounds[row, 0], bounds[row, 1], entries[bounds[row, 2], s]
        unsure = unsure or (side != 1 and rows[1, node] != row and not upper[node] - amount > _CLOSE)
        unsure = unsure or (side != 0 and rows[0, node] != row and not amount - lower[node] > _CLOSE)
    return (UNSURE if unsure else SETTLED), 0


@_compiled
def _poured(tree, node, level, late, base, share, second, lower, upper, value, held):
    """Let the parts of a node take what they take at a level; return their sum, and how fast it rises.

    ``held`` becomes -1 or 1 where a part has to take more or less than its own parts would, ``value`` what each takes.
    """
    parent, end, leaf = tree
    rate = held[1]
    held = held[0]
    value[node] = rate[node] = 0.0
    for part in range(node + 1, end[node]):
        value[part] = rate[part] = 0.0
    for part in range(end[node] - 1, node, -1):
        number = leaf[part]
        if number < 0:
            wanted, rise = value[part], rate[part]
        elif late == (share[number] > 0.0):
            wanted, rise = (upper[part] if late else lower[part]), 0.0
        else:
            rise = second[number] if late else share[number]
            wanted = base[number] + rise * level
        held[part] = 0.0
        if wanted <= lower[part]:
            if wanted < lower[part] - _EXACT:
                held[part] = -1.0
            wanted, rise = lower[part], 0.0
        elif wanted >= upper[part]:
            if wanted > upper[part] + _EXACT:
                held[part] = 1.0
            wanted, rise = upper[part], 0.0
        value[part] = wanted
        value[parent[part]] += wanted
        rate[parent[part]] += rise
    return value[node], rate[node]


@_compiled
def _level(tree, node, amount, late, base, share, second, lower, upper, value, held):
    """Find the level at which the parts of a node take an amount together (Newton's steps, kept within a bracket)."""
    _, end, leaf = tree
    total, rise = 0.0, 0.0
    for part in range(node + 1, end[node]):
        number = leaf[part]
        if number >= 0:
            if late == (share[number] > 0.0):
                total += upper[part] if late else lower[part]
            else:
                total += base[number]
                rise += second[number] if late else share[number]
    level = (amount - total) / rise if rise > 0.0 and np.isfinite(total) else 0.0
    below, above, stride = -np.inf, np.inf, max(1.0, abs(level))
    close = _EXACT * max(1.0, abs(amount))
    miss = np.inf
    for _ in range(_TRIES):
        total, rise = _poured(tree, node, level, late, base, share, second, lower, upper, value, held)
        miss = total - amount
        if abs(miss) <= close:
            return level
        if miss > 0.0:
            above = level
        else:
            below = level
        following = level - miss / rise if rise > 0.0 else np.nan
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
def _fill(tree, amount, ceiling, zeros, base, share, second, lower, upper, value, held, levels):
    """Pour an amount into a whole tree, up to a ceiling; say whether the levels prove that it is poured right."""
    parent, _, leaf = tree
    level, late = levels[0], levels[1]
    value[0], held[0, 0] = amount, 1.0
    for node in range(len(parent)):
        if leaf[node] >= 0:
            continue
        around = max(parent[node], 0)
        if held[0, node] == 0.0 or (node > 0 and held[0, node] < 0.0 and level[around] == ceiling):
            level[node], late[node] = level[around], late[around]
            continue
        side, wanted, is_late = held[0, node], value[node], False
        found = np.nan
        if ceiling < np.inf:
            total, _ = _poured(tree, node, ceiling, False, base, share, second, lower, upper, value, held)
            found = ceiling if total <= wanted else np.nan
        elif zeros:
            most, _ = _poured(tree, node, np.inf, False, base, share, second, lower, upper, value, held)
            is_late = most < wanted - _EXACT * max(1.0, abs(wanted))
        if found != found:
            found = _level(tree, node, wanted, is_late, base, share, second, lower, upper, value, held)
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


@_compiled
def _one(plan, entries, s, work, new_fte):
    """Settle one scenario; return a verdict, and the parameters of a conflict."""
    tree, bounds, margins, equalities, numbers, pools, pool_nodes, pool_numbers, no_loss = plan
    ends, rows, bits, value, held, levels, of_team, of_pool, pool_ends, pool_value, pool_held, pool_levels = work
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
    verdict, blamed = _gather(tree, bounds, entries, s, ends, rows, bits)
    if verdict != SETTLED:
        return verdict, blamed
    whole, zeros = 0.0, False
    for team in range(numbers.shape[1]):
        for kind in range(3):
            of_team[kind, team] = entries[numbers[kind, team], s]
        whole += of_team[1, team]
        zeros = zeros or of_team[1, team] == 0.0
        unsure = unsure or not of_team[1, team] >= 0.0
    if unsure or (zeros and not no_loss) or not abs(whole - 1.0) <= _CLOSE:
        return UNSURE, 0
    amount, lower, upper = ends[1, 0], ends[0], ends[1]
    if pool_numbers.shape[1]:
        for pool in range(pool_numbers.shape[1]):
            of_pool[0, pool] = -entries[pool_numbers[1, pool], s]
            of_pool[1, pool] = entries[pool_numbers[0, pool], s]
        for node in range(len(pool_nodes)):
            pool_ends[0, node], pool_ends[1, node] = lower[pool_nodes[node]], upper[pool_nodes[node]]
        if not _fill(
            pools,
            amount,
            1.0,
            False,
            of_pool[0],
            of_pool[1],
            of_pool[1],
            pool_ends[0],
            pool_ends[1],
            pool_value,
            pool_held,
            pool_levels,
        ):
            return UNSURE, 0
        for node in range(len(pool_nodes) - 1, -1, -1):
            if pools[2][node] >= 0:
                lower[pool_nodes[node]] = pool_value[node]
        parent, leaf = tree[0], tree[2]
        ends[2, :] = 0.0
        for node in range(len(parent) - 1, -1, -1):
            if leaf[node] < 0:
                lower[node] = min(max(lower[node], ends[2, node]), upper[node])
            if node > 0:
                ends[2, parent[node]] += lower[node]
    if not _fill(tree, amount, np.inf, zeros, of_team[0], of_team[1], of_team[2], lower, upper, value, held, levels):
        return UNSURE, 0
    return _checked(tree, bounds, entries, s, value, new_fte), 0


@_compiled
def _checked(tree, bounds, entries, s, value, new_fte):
    """Add up what teams get, and compare with every bound; write it down if it keeps them all."""
    parent, _, leaf = tree
    for node in range(len(parent)):
        if leaf[node] >= 0:
            new_fte[leaf[node]] = value[node]
        else:
            value[node] = 0.0
    for node in range(len(parent) - 1, 0, -1):
        value[parent[node]] += value[node]
    for row in range(len(bounds)):
        given, side, amount = value[bounds[row, 0]], bounds[row, 1], entries[bounds[row, 2], s]
        if (side != 1 and not given >= amount - _CLOSE) or (side != 0 and not given <= amount + _CLOSE):
            return UNSURE
    return SETTLED


@_compiled
def settle(tape, plan, values, new_fte, verdicts, blamed):
    """Settle all scenarios of ``values`` (a row per input, a column per scenario); write into the last three."""
    steps, left, right, constants, inputs = tape
    count, nodes, pool_nodes = values.shape[1], len(plan[0][0]), len(plan[6])
    entries = np.empty((len(steps), _WIDTH))
    for place in range(len(steps)):
        entries[place, :] = constants[place]
    work = (
        np.empty((4, nodes)), np.empty((2, nodes), dtype=np.int64), np.empty((4, nodes), dtype=np.int64),
        np.empty(nodes), np.empty((2, nodes)), np.empty((2, nodes)), np.empty((3, new_fte.shape[1])),
        np.empty((2, plan[7].shape[1])), np.empty((2, pool_nodes)), np.empty(pool_nodes), np.empty((2, pool_nodes)),
        np.empty((2, pool_nodes)),
    )  # fmt: skip
    for start in range(0, count, _WIDTH):
        width = min(_WIDTH, count - start)
        for number in range(len(inputs)):
            for s in range(width):
                entries[inputs[number], s] = values[number, start + s]
        _replay(steps, left, right, entries, width)
        for s in range(width):
            verdicts[start + s], blamed[start + s] = _one(plan, entries, s, work, new_fte[start + s])


@_compiled
def replay(tape, places, values, found):
    """Write the entries at some places of a tape into ``found`` (a row per place, a column per scenario)."""
    steps, left, right, constants, inputs = tape
    count = values.shape[1]
    entries = np.empty((len(steps), _WIDTH))
    for place in range(len(steps)):
        entries[place, :] = constants[place]
    for start in range(0, count, _WIDTH):
        width = min(_WIDTH, count - start)
        for number in range(len(inputs)):
            for s in range(width):
                entries[inputs[number], s] = values[number, start + s]
        _replay(steps, left, right, entries, width)
        for row in range(len(places)):
            for s in range(width):
                found[row, start + s] = entries[places[row], s]
