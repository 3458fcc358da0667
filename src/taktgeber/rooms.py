"""The one list of rooms. Nothing is imported here: a room's module is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from taktgeber.core import Room, Verb

ROOMS: tuple[Room, ...] = (
    Room(
        "data",
        "standard tables from the exports of platforms and shops",
        "taktgeber.data",
        (
            Verb("init", "desks.data", "Make a workspace in a folder."),
            Verb("load", "desks.data", "Load exports: a file whole, or not at all."),
            Verb("check", "desks.data", "Say how healthy the loaded data are."),
        ),
    ),
    Room(
        "govern",
        "the ledger, mandates, house rules, proposals and decisions",
        "taktgeber.govern",
        (
            Verb(
                "ledger",
                "desks.govern",
                "Read, verify and extend the memory of the house.",
                (
                    ("show", "List entries, the newest last."),
                    ("enter", "Enter what is so (found) or what is to be set (decided) from a file."),
                    ("verify", "Check the chain; with --head also that nothing was cut or rebuilt."),
                    ("replay", "Say what was in force on a day."),
                    ("breaches", "List broken house rules that are not mended yet."),
                    ("erase", "Forget a person's name and terms; the ledger keeps the pseudonym."),
                    ("move", "Carry ledger, people and accounts into a PostgreSQL database."),
                ),
            ),
            Verb("decide", "desks.govern", "Approve, override or reject a proposal."),
            Verb(
                "account",
                "desks.accounts",
                "Let people in, close accounts, see who read what.",
                (
                    ("invite", "Invite a person: prints the path that opens the account, once."),
                    ("list", "List accounts with their roles by decision, and invitations."),
                    ("disable", "Close an account: sessions and tokens end at once."),
                    ("tokens", "List the tokens of programs, or end one."),
                    ("reads", "List who read what of single people."),
                ),
            ),
        ),
    ),
    Room(
        "evidence",
        "experiments and what they teach",
        "taktgeber.evidence",
        (
            Verb(
                "experiment",
                "desks.experiments",
                "Plan, assign, read, look at and pool experiments.",
                (
                    ("plan", "Say how many units and weeks an experiment needs, and when to look."),
                    ("assign", "Say which units get which arm: for a file, or as SQL for a database."),
                    ("register", "Freeze what is to be tested before its data; bring field work, write an insight."),
                    ("read", "Read one experiment from a file of its units, alone or as it was registered."),
                    ("check", "Check on any day whether an experiment may be believed, without its effects."),
                    ("look", "Say whether a running experiment may stop, and what may be said by now."),
                    ("decide", "Conclude an experiment that was read for good, or call it invalid."),
                    ("pool", "Say whether what was tested in some markets holds in others."),
                    ("learnings", "Say what is known, how strongly and until when; with words, who tested this."),
                ),
            ),
        ),
    ),
    Room("claims", "claims from data, and what else explains them", "taktgeber.evidence.claims", ()),
    Room(
        "customers",
        "what customers say to those who face them",
        "taktgeber.customers",
        (
            Verb(
                "heard",
                "desks.customers",
                "Report what a customer said, and read what was heard.",
                (
                    ("report", "Report what a customer said; with consent it is shared, without names."),
                    ("list", "List what was heard by theme and market, never by reporter."),
                ),
            ),
        ),
    ),
    Room(
        "exploit",
        "today's business and its yardsticks",
        "taktgeber.exploit",
        (Verb("kpi", "desks.exploit", "Show the yardsticks of today's business beside the platforms' claims."),),
    ),
    Room(
        "premises",
        "what today's business rests on, and what has begun to give way",
        "taktgeber.explore.premises",
        (
            Verb(
                "premises",
                "desks.premises",
                "Keep what today's business rests on, and see what has begun to give way.",
                (
                    ("board", "Show all premises in the order in which they should be attacked."),
                    ("show", "Show one: its history, what speaks for and against it, what rests on it."),
                    ("say", "Say a premise, with what would refute it."),
                    ("seen", "Write down what was seen for or against one."),
                ),
            ),
        ),
    ),
    Room(
        "signals",
        "weak signals, and what became of them",
        "taktgeber.explore.signals",
        (
            Verb(
                "signals",
                "desks.signals",
                "Hear weak signals in figures and texts, and say what becomes of them.",
                (
                    ("scan", "Scan files, or the workspace's own tables, for what changes."),
                    ("list", "List signals that wait, and what became of the others."),
                    ("fate", "Say what becomes of a signal."),
                ),
            ),
        ),
    ),
    Room(
        "explore",
        "the lab and its own yardsticks",
        "taktgeber.explore",
        (
            Verb(
                "lab",
                "desks.explore",
                "Run the lab: what it learned, what it may lose next, what it stopped and why.",
                (
                    ("board", "Show what the lab learned, what it stopped, what it may lose next."),
                    ("opportunity", "List opportunities, show one, say one, change one."),
                    ("initiative", "Start one with three fields, show it, say how far it is from today's business."),
                    ("assume", "Write down what must be true for an initiative, or settle it with what says so."),
                    ("import", "Start initiatives from a file: all of its rows, or none."),
                    ("bets", "Say what is tested next and why, the two next best sets, and what is left out."),
                    ("stop", "Stop an initiative by decision; what it taught is kept."),
                    ("slack", "Give slack without ranking, or see what is left of it."),
                    ("yardsticks", "Show the lab's own yardsticks, read together; follow one over the beats."),
                    ("search", "Say whether anyone has tried this: exact words first, then what is alike."),
                ),
            ),
        ),
    ),
    Room(
        "balance",
        "how the two hands share the money",
        "taktgeber.balance",
        (Verb("balance", "desks.balance", "Show reserve and split against the mandate's band."),),
    ),
    Room(
        "word",
        "what is said and promised, and what was done",
        "taktgeber.balance.word",
        (
            Verb(
                "audit",
                "desks.audit",
                "Hold what is said against what is done.",
                (
                    ("text", "A job ad, strategy or roadmap: what it claims against what it makes somebody do."),
                    ("portfolio", "Money labelled innovation against money that is."),
                    ("deed", "What a role, unit or initiative was promised, and what was done."),
                    ("claim", "What goes together in a file against all else that explains it."),
                ),
            ),
        ),
    ),
)

# Verbs of the beat itself, which gathers rooms and is none.
BEAT: tuple[Verb, ...] = (
    Verb("plan", "desks.cycle", "Gather the next beat's plan and write its brief."),
    Verb("close", "desks.cycle", "Hold the forecasts of approved proposals against what happened."),
    Verb("demo", "demo", "Make a whole demo company and run one beat on it."),
    Verb("serve", "web", "Open the workspace in the browser, for everyone who may sign in."),
)


def verbs() -> tuple[Verb, ...]:
    return tuple(verb for room in ROOMS for verb in room.verbs) + BEAT


def modules() -> Iterator[tuple[Room, ModuleType]]:
    """Every room with its module, in the order in which the brief shows them."""
    for room in ROOMS:
        yield room, import_module(room.module)
