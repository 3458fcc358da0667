"""Random steps of a firm's history, found and decided, drawn from few people, units and words."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .cast import CLERK, CREW, LAB, NEAR, NEW, SPONSOR, goal, initiative, mandate, reserve, role, transfer, unit

Step = tuple[str, dict[str, Any], str]

people = st.sampled_from((SPONSOR, LAB, CREW, CLERK))
units = st.sampled_from(("lab", "performance", "crm"))
modes = st.sampled_from(("exploit", "explore", "steering"))
metrics = st.sampled_from(("ROAS", "lessons learned", "hypotheses refuted", "r.o.i", "pulse"))
firsts = st.sampled_from(("2025-01-06", "2025-03-10", "2025-05-05"))
lasts = st.sampled_from((None, None, "2025-05-05", "2025-09-07"))
purses = st.sampled_from(("reserve:explore", "unit:lab", "unit:performance", "initiative:kit", "held", "channel:Meta"))
reasons = st.sampled_from((None, "", "a recall must be paid"))
distances = st.sampled_from((NEAR, NEAR, NEW, {"technology": 0, "market": 0, "proposition": 0}))
subjects = st.one_of(
    units.map("mandate:{}".format),
    st.sampled_from(("g1", "g2")).map("goal:{}".format),
    st.sampled_from(
        (f"role:{SPONSOR}/sponsor", f"role:{LAB}/explore_lead/lab", f"role:{CREW}/exploit_lead/performance")
    ),
)

BODIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "unit": st.builds(lambda u, m, r: unit(u, m, reason=r), units, modes, reasons),
    "mandate": st.builds(
        lambda u, p, m, f, e: mandate(u, p, m, first=f, last=e), units, people, metrics, firsts, lasts
    ),
    "goal": st.builds(
        lambda g, p, m, f, e, u, i: goal(g, p, m, first=f, last=e, unit=u, initiative=i),
        st.sampled_from(("g1", "g2")), people, metrics, firsts, lasts, st.none() | units,
        st.sampled_from((None, "kit")),
    ),
    "role": st.builds(
        lambda p, r, f, e: role(p, r, first=f, last=e),
        people, st.sampled_from(("sponsor", "explore_lead", "exploit_lead", "analyst")), firsts, lasts,
    ),
    "initiative": st.builds(
        lambda u, d, m, s, r: initiative("kit", u, d, metrics=[m], state=s, reason=r),
        units, distances, st.sampled_from(("lessons learned", "lessons learned", "ROAS")),
        st.sampled_from(("running", "running", "stopped")), reasons,
    ),
    "transfer": st.builds(lambda s, t, r: transfer(s, t, reason=r), purses, purses, reasons),
    "reserve": st.builds(
        lambda s, f, r: reserve(s, first=f, reason=r), st.sampled_from((0.05, 0.12, 0.2)), firsts, reasons
    ),
    "metric": st.builds(
        lambda m, u: {"metric": "pulse", "measures": m, "unit": u},
        st.sampled_from(("learning", "return", "other")), st.sampled_from(("insights", "GBP")),
    ),
    "ended": st.builds(lambda s, d: {"subject": s, "day": d}, subjects, st.sampled_from(("2025-03-09", "2025-06-08"))),
}  # fmt: skip

STEP: st.SearchStrategy[Step] = st.one_of([st.tuples(st.just(kind), body, people) for kind, body in BODIES.items()])
HISTORY = st.lists(st.tuples(st.sampled_from(("found", "decided", "decided")), STEP), min_size=6, max_size=16)
FOUND = st.lists(STEP, min_size=1, max_size=8)
ASKED = st.lists(STEP, min_size=3, max_size=8)
FIRM = st.sampled_from((True, True, False))
