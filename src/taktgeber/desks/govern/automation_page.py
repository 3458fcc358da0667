"""What runs by itself: its limit, who answers for it, what it did last; and a stop switch for all who may stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Act, Answer, Card, Empty, Field, Form, Leaf, Page, Refusal, Text, encode, text, text_n
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of
from taktgeber.govern import AUTOMATION, PEOPLE, POLICIES, Halt, Policy
from taktgeber.govern.about import about
from taktgeber.govern.automation import Ran
from taktgeber.govern.rules.automatic import may_start

from .shown import entry_data
from .sight import require_near

PATH = "/operations/automation"
_POLICY = Field("policy", text("Policy"), most=200)
_WHY = Field("reason", text("Why"), "long", required=False, most=1000,
             hint=text("For a customer's sake it may follow within a day."))  # fmt: skip
_SAKE = Field("sake", text("For the customer's sake"), "tick", required=False)
_HALT = Field("halt", text("Entry of the stop"), "number")
_REASON = Field("reason", text("Why"), "long", most=1000)
_BY_ITSELF = ("notify", "auto")


def automation(visit: Visit) -> Page:
    book = visit.house.book
    policies, ran = book.state(POLICIES), book.state(AUTOMATION)
    shown = [p for p in policies.values() if p.autonomy in _BY_ITSELF]
    running = [p for p in shown if not p.stopped and p.standing == "decided"]
    owed = tuple(_owed(visit, halt) for halt in ran.owed)
    cards = (*owed, *(_card(visit, p, ran.of(p.policy)) for p in sorted(shown, key=lambda p: p.stopped)))
    sentence = text_n("One kind of decision runs by itself, within its limit; anybody here can stop it.",
                      "{n} kinds of decisions run by themselves, within their limits; anybody here can stop them.",
                      len(running)) if running else text("Nothing runs by itself: people decide.")  # fmt: skip
    return Page(
        text("Automation"), sentence, cards=cards,
        empty=None if cards else Empty(
            text("Here stands what runs by itself: its limit, who answers for it, what it did last, and its stop "
                 "switch."),
            text("It needs a decided policy. Before something is automated, somebody has answered whether it "
                 "should be."),
            link=("/ledger/enter/policy", text("Enter a policy")) if visit.access.allows("enter.decided") else None,
        ),
    )  # fmt: skip


def _card(visit: Visit, policy: Policy, ran: Ran) -> Card:
    says = [
        text("{autonomy}; at most {limit} each time. The {role} answers for it.", autonomy=_HOW[policy.autonomy],
             limit=policy.limit, role=role_of(visit, policy.accountable)),
        text("About: {scope}.", scope=policy.scope),
    ]  # fmt: skip
    if ran.halts and policy.stopped:
        says.append(_stopped(visit, ran.halts[-1]))
    says += [text("{day}: {what}, {amount} (entry {number}).", day=a.at.date(), what=a.what, amount=a.amount,
                  number=str(a.entry)) for a in reversed(ran.actions)]  # fmt: skip
    if not ran.actions:
        says.append(text("It has done nothing yet."))
    state = text("stopped") if policy.stopped else text("running") if policy.standing == "decided" else text("found")
    forms = _start(visit, policy) if policy.stopped else _stop(visit, policy)
    link = (f"/ledger/{policy.entry}", text("Entry {number}", number=str(policy.entry)))
    return Card(text("{policy}", policy=policy.policy), tuple(says), state,
                forms=forms, link=link if visit.access.allows("see.ledger") else None)  # fmt: skip


_HOW = {
    "notify": text("It runs by itself and tells afterwards"),
    "auto": text("It runs by itself"),
}


def _stopped(visit: Visit, halt: Halt) -> Text:
    who = role_of(visit, halt.by)
    if halt.owed:
        return text("Stopped on {day} by the {role}; the reason is owed.", day=halt.at.date(), role=who)
    return text("Stopped on {day} by the {role}: {reason}", day=halt.at.date(), role=who, reason=halt.reason)


def _owed(visit: Visit, halt: Halt) -> Card:
    late = visit.house.clock() > halt.due
    says = text("The {role} stopped it for a customer's sake on {day}. The reason is due by {due}, {time} UTC.",
                role=role_of(visit, halt.by), day=halt.at.date(), due=halt.due.date(),
                time=f"{halt.due:%H:%M}")  # fmt: skip
    form = Form("reason-automatic", text("Give the reason"), (_REASON,), {"halt": str(halt.entry)}, weight="main")
    return Card(text("Why was {policy} stopped?", policy=halt.policy), (says,),
                text("overdue") if late else text("owed"),
                forms=(form,) if halt.by == visit.person else ())  # fmt: skip


def _stop(visit: Visit, policy: Policy) -> tuple[Form, ...]:
    if not visit.access.allows("stop.automatic"):
        return ()
    return (Form("stop-automatic", text("Stop"), (_SAKE, _WHY), {"policy": policy.policy}, open=False, weight="stop"),)


def _start(visit: Visit, policy: Policy) -> tuple[Form, ...]:
    may = visit.access.allows("start.automatic") and may_start(
        policy, visit.house.book.state(PEOPLE), visit.person, visit.today()
    )
    return (Form("start-automatic", text("Start again"), given={"policy": policy.policy}),) if may else ()


def _halt(visit: Visit, given: Mapping[str, Any]) -> Answer:
    """Found at once. Stopping is a restriction: no rule speaks against it, and it reaches every hand."""
    policy, reason = _held(visit, given["policy"]), given["reason"] or ""
    if policy.stopped:
        raise Refusal(text("Policy"), text("{policy} is stopped already.", policy=policy.policy),
                      text("Nothing more is needed."))  # fmt: skip
    if not given["sake"] and not reason:
        raise Refusal(text("Why"), text("this stop has no reason."),
                      text("Say why. Where it is for a customer's sake, tick that: the reason may follow within "
                           "a day."))  # fmt: skip
    body = {"policy": policy.policy, "sake": given["sake"]} | ({"reason": reason} if reason else {})
    entry = visit.house.book.found("halt", body, visit.person, "stop switch")
    says = [text("{policy} is stopped (entry {number}): from now on the ledger refuses its actions.",
                 policy=policy.policy, number=str(entry.seq))]  # fmt: skip
    if not reason:
        says.append(text("Say why within a day; until then the reason is shown as owed."))
    return Answer(tuple(says), data={"entry": entry_data(entry)})


def _explain(visit: Visit, given: Mapping[str, Any]) -> Answer:
    halt = visit.house.book.state(AUTOMATION).halt(given["halt"])
    if halt is None or not halt.owed or halt.by != visit.person:
        raise Refusal(text("Entry of the stop"), text("you owe no reason for entry {entry}.", entry=str(given["halt"])),
                      text("Whoever stopped it says why, once."))  # fmt: skip
    body = {"halt": halt.entry, "reason": given["reason"]}
    entry = visit.house.book.found("reason", body, visit.person, "stop switch")
    return Answer((text("Thank you: the reason stands in the ledger (entry {number}).", number=str(entry.seq)),),
                  data={"entry": entry_data(entry)})  # fmt: skip


def _restart(visit: Visit, given: Mapping[str, Any]) -> Answer:
    policy = _held(visit, given["policy"])
    if not policy.stopped:
        raise Refusal(text("Policy"), text("{policy} is not stopped.", policy=policy.policy), text("It runs already."))
    if policy.standing != "decided":
        raise Refusal(text("Policy"), text("{policy} is only found: nothing runs by it.", policy=policy.policy),
                      text("Decide a policy with its limit and who answers for it."))  # fmt: skip
    body = {"policy": policy.policy, "scope": policy.scope, "autonomy": policy.autonomy, "limit": encode(policy.limit),
            "accountable": policy.accountable, "stopped": False}  # fmt: skip
    require_near(visit, "start.automatic", about(visit.house.book, "policy", body))
    entry = visit.house.book.decide("policy", body, visit.person)
    return Answer((text("{policy} runs again (entry {number}).", policy=policy.policy, number=str(entry.seq)),),
                  data={"entry": entry_data(entry)})  # fmt: skip


def _held(visit: Visit, name: str) -> Policy:
    policy = visit.house.book.state(POLICIES).get(name)
    if policy is None:
        raise Refusal(text("Policy"), text("no policy is called {name}.", name=name[:60]),
                      text("The page of automation lists all of them."))  # fmt: skip
    return policy


LEAVES = (Leaf(PATH, text("Automation"), "stop.automatic", automation, rank=85),)
ACTS = (
    Act("stop-automatic", text("Stop a policy at once, with a reason, or for a customer's sake with one to follow."),
        "stop.automatic", (_POLICY, _SAKE, _WHY), _halt, PATH),
    Act("reason-automatic", text("Say why it was stopped."), "stop.automatic", (_HALT, _REASON), _explain, PATH),
    Act("start-automatic", text("Let a stopped policy run again, by who answers for it."), "start.automatic",
        (_POLICY,), _restart, PATH),
)  # fmt: skip
