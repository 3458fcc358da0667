"""A plan rich enough to try every shape the brief can draw. Its figures belong to no firm."""

from __future__ import annotations

from datetime import date

from taktgeber.core import (
    Estimate,
    Exact,
    Finding,
    Forecast,
    Money,
    Move,
    Period,
    Picture,
    Plan,
    Proposal,
    Ratio,
    Section,
    Table,
    Tile,
    Unknown,
    text,
)

BEAT = Period.of_weeks(date(2025, 9, 8), 13)
PAST = BEAT.before()
EARLIER = PAST.before()
QUARTERS = ["2024-03-11", "2024-06-10", "2024-09-09", "2024-12-09", "2025-03-10", "2025-06-09"]
HEAD = "9f2c" * 16
DIGEST = "41d7" * 16


def pounds(major: float) -> Money:
    return Money(round(100 * major), "GBP")


def booked(major: float, period: Period = PAST) -> Exact:
    return Exact(pounds(major), "GBP", period)


def share(part: int, whole: int, period: Period = PAST) -> Exact:
    return Exact(Ratio(part, whole), "share", period)


def count(n: int, unit: str, period: Period = PAST) -> Exact:
    return Exact(n, unit, period)


def guess(value: float, low: float, high: float, unit: str, n: int = 13, period: Period = PAST) -> Estimate:
    return Estimate(value, low, high, 0.9, unit, period, "what the same plan would give on other days", n)


def trend(*values: float) -> dict[str, list[object]]:
    return {"at": QUARTERS[-len(values) :], "value": list(values)}


def rich_plan() -> Plan:
    sections = (data(), govern(), exploit(), explore(), balance())
    return Plan("The Gift House", BEAT, PAST, "load-2025-09-07-4c1e", HEAD, sections)


def balance() -> Section:
    labelled, is_, disagree = share(45, 100), share(11, 100), share(5, 100)
    split = Table(
        (text("Purse"), text("Booked"), text("Labelled innovation"), text("Is exploration")),
        (
            (text("Performance"), booked(182_400), share(31, 100), share(0, 100)),
            (text("Customer care"), booked(64_200), share(9, 100), share(0, 100)),
            (text("The lab"), booked(33_900), share(100, 100), share(88, 100)),
        ),
        text("Where the money of the beat went, by what was said of it and by what it did"),
    )
    parts = [
        (label, part, value)
        for label, values in {
            "What is said": {"labelled innovation": 0.45, "not labelled": 0.55},
            "What is done": {"exploration by all four tests": 0.11, "we disagree": 0.05, "exploitation": 0.84},
        }.items()
        for part, value in values.items()
    ]
    columns = {"label": [p[0] for p in parts], "part": [p[1] for p in parts], "value": [p[2] for p in parts]}
    path = {
        "at": [*QUARTERS, *QUARTERS],
        "value": [0.11, 0.10, 0.08, 0.07, 0.12, 0.12, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15],
        "series": ["explore share by deed"] * 6 + ["lower end of the band"] * 6,
    }
    decide = Proposal(
        "balance-date",
        "balance",
        None,
        text("Meet on {day} and decide the reserve for the next beat: both hands speak first.", day=date(2025, 9, 15)),
        (),
        (),
        None,
        "sponsor",
        (),
        ("entry:214",),
    )
    return Section(
        "balance",
        None,
        text(
            "{labelled} of our budget is called innovation. {is_} is; on another {disagree} we disagree. "
            "The lab's reserve is intact and too small.",
            labelled=labelled,
            is_=is_,
            disagree=disagree,
        ),
        (Tile(text("Explore share by deed"), is_, share(7, 100, EARLIER), trend(0.11, 0.10, 0.08, 0.07, 0.12, 0.11)),),
        (
            Picture("shares", columns, text("What is said and what is done"), "share", split),
            Picture("steps", path, text("Explore share against the mandate's band"), "share", split),
        ),
        (split,),
        (decide,),
        (
            Finding(
                "reserve-below-band",
                "warn",
                text("The reserve stands at {now}; the sponsor's band begins at {low}.", now=is_, low=share(15, 100)),
                text("The dated path reaches it on {day}; decide whether that is soon enough.", day=date(2026, 3, 9)),
            ),
        ),
        (
            text("Labelled: booked money of initiatives that carry the label innovation."),
            text("Is: an explore mandate, no return metric, a horizon beyond four beats, most money outside today's."),
        ),
    )


def exploit() -> Section:
    cac = guess(38.2, 33.1, 44.0, "GBP per new customer")
    channels = Table(
        (text("Channel"), text("Spend"), text("ROAS, claimed"), text("CAC"), text("First orders")),
        (
            (
                text("Google Ads"),
                booked(84_120),
                guess(3.1, 2.4, 3.9, "times"),
                guess(31.0, 26.0, 37.5, "GBP per new customer"),
                count(2714, "new customers"),
            ),
            (
                text("Meta"),
                booked(61_930),
                guess(2.7, 1.2, 4.6, "times"),
                guess(44.1, 32.0, 61.0, "GBP per new customer"),
                count(1404, "new customers"),
            ),
            (
                text("TikTok"),
                booked(36_350),
                guess(4.8, 0.4, 9.7, "times"),
                Unknown(text("only the platform's claim"), text("Six weeks with pauses would be enough.")),
                count(212, "new customers"),
            ),
        ),
        text("Channels of the beat, as booked and as claimed"),
    )
    forest = Picture(
        "forest",
        {
            "label": ["Google Ads", "Meta", "TikTok", "Newsletter swaps"],
            "value": [3.1, 2.7, 4.8, None],
            "low": [2.4, 1.2, 0.4, None],
            "high": [3.9, 4.6, 9.7, None],
        },
        text("Claimed return by channel"),
        "times",
        channels,
    )
    fan = Picture(
        "fan",
        {
            "x": [*QUARTERS, "2025-09-08", "2025-12-08", "2026-03-09"],
            "value": [412e3, 455e3, 610e3, 498e3, 541e3, 588e3, 640e3, 655e3, 690e3],
            "low": [None, None, None, None, None, 588e3, 560e3, 540e3, 530e3],
            "high": [None, None, None, None, None, 588e3, 725e3, 790e3, 850e3],
        },
        text("Revenue, seen and forecast"),
        "GBP",
        channels,
    )
    curve = Picture(
        "curve",
        {
            "x": [0, 10_000, 20_000, 30_000, 40_000, 50_000],
            "value": [0, 30_000, 52_000, 66_000, 75_000, 80_000],
            "low": [0, 24_000, 40_000, 48_000, 50_000, 48_000],
            "high": [0, 36_000, 64_000, 86_000, 102_000, 118_000],
        },
        text("What more search would bring"),
        "GBP",
        channels,
    )
    pulse = Proposal(
        "exploit-pulse-tiktok",
        "exploit",
        "exploit",
        text("Switch TikTok off and on for {weeks}: its claim is the largest that nobody has tested.", weeks="6 weeks"),
        (Move("channel:TikTok", "held", pounds(4_300)),),
        (
            Forecast("test_cost", {"channel": "TikTok"}, BEAT, guess(4300, 3900, 4800, "GBP")),
            Forecast("interval_width", {"market": "Germany", "channel": "TikTok"}, BEAT, guess(1.4, 1.1, 1.9, "times")),
            Forecast("claim_holds", {"channel": "TikTok"}, BEAT, guess(0.23, 0.08, 0.46, "share")),
        ),
        None,
        "exploit_lead",
        ("exploit-hold-meta",),
        ("snapshot:load-2025-09-07-4c1e",),
    )
    return Section(
        "exploit",
        "exploit",
        text(
            "Today's business earned {margin} of contribution, {growth} than a beat before; TikTok's claim is open.",
            margin=booked(214_300),
            growth="more",
        ),
        (
            Tile(
                text("Contribution margin"),
                booked(214_300),
                booked(198_900, EARLIER),
                trend(151, 160, 190, 178, 199, 214),
            ),
            Tile(
                text("New customers"),
                count(4330, "new customers"),
                count(4102, "new customers", EARLIER),
                trend(3, 4, 6, 5),
            ),
            Tile(
                text("CAC"),
                cac,
                guess(41.0, 35.5, 47.9, "GBP per new customer", 13, EARLIER),
                trend(44, 43, 40, 42, 41, 38),
            ),
            Tile(
                text("Payback"),
                Unknown(text("two beats of orders are too few"), text("Two more beats would be enough.")),
            ),
            Tile(text("CPM"), Exact(Ratio(pounds(9_120), 1_830_000), "GBP per 1,000 impressions", PAST)),
        ),
        (forest, fan, curve),
        (channels,),
        (pulse,),
        (
            Finding(
                "claims-exceed-orders",
                "stop",
                text(
                    "The platforms together claim {claimed}; the shop counted {seen}.",
                    claimed=count(6120, "orders"),
                    seen=count(4330, "orders"),
                ),
                text("Do not add claims up; test the largest first."),
            ),
        ),
        (text("Intervals: closed form over {weeks} of week sums.", weeks=count(13, "weeks")),),
    )


def explore() -> Section:
    lessons = Table(
        (text("Bet"), text("What we learned"), text("Stage"), text("Best before")),
        (
            (
                text("Gift concierge by chat"),
                text("Shops ask for it in November, not in spring."),
                "stopped",
                "2026-11",
            ),
            (text("Party kits by post"), text("Clubs reorder without being asked."), "running", "2026-06"),
            (text("Wholesale marketplace"), text("Nothing yet; the first test runs."), "at gate", "2026-03"),
        ),
        text("What the lab knows that it did not know before"),
    )
    ladder = Picture(
        "stages",
        {
            "label": ["Assumptions", "Assumptions", "Assumptions", "Bets", "Bets", "Bets"],
            "stage": ["open", "held", "refuted"] * 2,
            "count": [9, 4, 6, 3, 1, 2],
        },
        text("The lab by stage"),
        "bets",
        lessons,
    )
    bet = Proposal(
        "explore-bet-clubs",
        "explore",
        "explore",
        text(
            "Build one catalogue with three sports clubs; we may lose {stake}, until {until}.",
            stake=pounds(6_000),
            until=date(2025, 11, 30),
        ),
        (Move("reserve:explore", "initiative:clubs", pounds(6_000)),),
        (Forecast("assumptions_settled", {"initiative": "clubs"}, BEAT, guess(2, 1, 3, "assumptions")),),
        text("Whether clubs buy for their members or send them to us."),
        "explore_lead",
        (),
        ("entry:198", "entry:203"),
    )
    stop = Proposal(
        "explore-stop-concierge",
        "explore",
        "explore",
        text("Stop the gift concierge and keep its lesson: the season, not the service, was the question."),
        (),
        (),
        text("That a bet may end early and still pay in knowledge."),
        "explore_lead",
        (),
        ("entry:176",),
    )
    return Section(
        "explore",
        "explore",
        text(
            "The lab settled {settled} of its assumptions: {refuted} were wrong, and service reused one lesson.",
            settled=count(10, "assumptions"),
            refuted=count(6, "assumptions"),
        ),
        (
            Tile(
                text("Assumptions settled"),
                count(10, "assumptions"),
                count(7, "assumptions", EARLIER),
                trend(2, 3, 7, 10),
            ),
            Tile(text("Bets stopped, lesson kept"), count(2, "bets"), count(1, "bets", EARLIER), trend(0, 0, 1, 2)),
            Tile(text("Options alive"), count(3, "bets"), count(3, "bets", EARLIER), trend(2, 4, 3, 3)),
            Tile(text("Time from question to answer"), guess(5.2, 3.8, 7.1, "weeks", 10), None, trend(9, 7, 6, 5.2)),
        ),
        (ladder,),
        (lessons,),
        (bet, stop),
        (),
        (text("Assumptions and lessons are entries of the ledger; nothing here is computed from money."),),
    )


def govern() -> Section:
    breaches = Table(
        (text("Rule"), text("What is so"), text("Who mends it"), text("Since")),
        ((text("2"), text("The head of the lab carries a goal on CAC."), text("sponsor"), text("10 Mar 2025")),),
        text("Broken rules that are not mended yet"),
    )
    said = Picture(
        "calibration",
        {"said": [0.2, 0.5, 0.8, 0.9], "happened": [0.25, 0.42, 0.77, 0.85], "n": [8, 12, 13, 20]},
        text("How likely we said it was, and how often it came"),
        "share",
        breaches,
    )
    return Section(
        "govern",
        None,
        text("{n} of the house is broken and has an owner.", n=count(1, "rule")),
        (),
        (said,),
        (breaches,),
        (),
        (
            Finding(
                "breach",
                "stop",
                text(
                    "Since {day} one person of the lab is paid by a yardstick of today's business.",
                    day=date(2025, 3, 10),
                ),
                text("The sponsor ends the goal: takt ledger enter ended.toml"),
            ),
        ),
        (),
    )


def data() -> Section:
    width = Picture(
        "band",
        {"at": QUARTERS, "value": [0.91, 0.93, 0.90, 0.95, 0.97, 0.98], "low": [0.9] * 6, "high": [1.0] * 6},
        text("Share of order lines with a known customer, against what we ask for"),
        "share",
        Table((text("Beat"), text("Known")), ((text("latest"), share(98, 100)),), text("Known customers")),
    )
    return Section(
        "data",
        None,
        text("{lines} were loaded whole; none were guessed.", lines=count(541_909, "lines")),
        (Tile(text("Lines"), count(541_909, "lines")),),
        (width,),
        (),
        (),
        (Finding("unmapped", "note", text("Two campaigns belong to no unit."), text("Map them in taktgeber.toml.")),),
        (text("Totals were held against those the exports print."),),
    )
