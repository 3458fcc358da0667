"""Run by the interpreter of the peers, not by this one: river's detectors over series as JSON, alarms as JSON.

In: {"series": [[...], ...], "baseline": steps}; standardised by the caller. Out: by detector, by series, the steps.
"""

import json
import sys

from river.drift import ADWIN, PageHinkley

DETECTORS = {
    "river ADWIN, delta .002": lambda baseline: ADWIN(delta=0.002),
    "river ADWIN, delta .05": lambda baseline: ADWIN(delta=0.05),
    "river PageHinkley, delta .25, lambda 8": lambda baseline: PageHinkley(
        min_instances=baseline, delta=0.25, threshold=8, alpha=1.0
    ),
}


def alarms(made, values):
    found = []
    for step, value in enumerate(values):
        made.update(value)
        if made.drift_detected:
            found.append(step)
    return found


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    answer = {
        name: [alarms(make(asked["baseline"]), values) for values in asked["series"]]
        for name, make in DETECTORS.items()
    }
    json.dump(answer, sys.stdout)
