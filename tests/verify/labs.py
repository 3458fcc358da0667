"""Simulated labs: what ways of choosing tests learn, and whether evidence should be forgotten."""

from __future__ import annotations

from functools import partial

from tests.explore import simulated_lab

from .compared import Comparison

CHOICE = (
    "taktgeber.explore.bets.choice.choose",
    "taktgeber.explore.bets.choice._greedily",
    "taktgeber.explore.bets.choice._bettered",
    "taktgeber.explore.bets.choice._exchanges",
    "taktgeber.explore.bets.question.Question",
)

LABS: tuple[Comparison, ...] = (
    *(
        Comparison(
            f"lab-{priors}",
            f"what a lab learns by proposed bets, by ICE, the newest first, by lot and without slack; {priors} chances",
            partial(simulated_lab.compare_ways, priors=priors),
            runs=1_000,
            chunk=50,
            slice=6,
            sources=CHOICE,
        )
        for priors in simulated_lab.PRIORS
    ),
    Comparison(
        "lab-few-ideas",
        "the same of honest chances where there are fewer questions than means",
        partial(simulated_lab.compare_ways, priors="honest", ideas=simulated_lab.FEW),
        runs=1_000,
        chunk=50,
        slice=6,
        sources=CHOICE,
    ),
    Comparison(
        "lab-forgetting",
        "how well a lab knows premises that turn, where evidence is kept and where half of it is forgotten",
        simulated_lab.compare_memories,
        runs=1_000,
        chunk=50,
        slice=3,
        sources=CHOICE,
    ),
)
