"""Caps: the most that may change for teams, in words; teams with the same cap stand together."""

from collections.abc import Iterator, Mapping

from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.cap import Cap
from rvp_alloc.report.content.form import Form


def caps_told(caps: Mapping[str, Cap], names: Names, form: Form) -> Iterator[tuple[str, str, Cap]]:
    """Yield whom each cap holds for, how much it is, and the cap itself.

    Parameters
    ----------
    caps
        The cap of each team that has one, by id.
    names
        What teams are called, and how many there are.
    form
        How sentences and numbers are written.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> names, cap = Names(load_region("amsterdam-2022"), "en"), Cap(fte=2, share="0.02")
    >>> [told for *told, _ in caps_told({"boven-ij": cap, "amstelveen": cap}, names, Form("en"))]
    [['Boven IJ and Amstelveen', '2 fte or 2% of the formation; the smaller counts']]
    """
    by_cap: dict[Cap, list[str]] = {}
    for team, cap in caps.items():
        by_cap.setdefault(cap, []).append(names.subject(team))
    everyone = len(names.region.teams)
    for cap, teams in by_cap.items():
        whom = form.say("cap_everyone") if len(teams) == everyone > 1 else form.join(teams)
        yield whom, _amount(cap, form), cap


def _amount(cap: Cap, form: Form) -> str:
    parts = [] if cap.fte is None else [form.figure(cap.fte, "fte")]
    parts += [] if cap.share is None else [form.say("cap_share", share=form.figure(cap.share, "share"))]
    return parts[0] if len(parts) == 1 else form.say("cap_both", first=parts[0], second=parts[1])
