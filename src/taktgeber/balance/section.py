"""What balance shows: the first sentence of the brief, the portfolio by its four tests, reserve and split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taktgeber.core import Beat, Columns, Exact, Finding, Money, Picture, Ratio, Section, Table, Text, Tile, text
from taktgeber.core.names import named, purse_named, reference_named
from taktgeber.core.section import Cell
from taktgeber.data.booked import booked_lines, number_of
from taktgeber.explore.bets import reserve_of

from .deed import Portfolio, Test, portfolio
from .meeting import BEATS, MEETINGS, Steps, dated_path, proposal
from .reserve import PURSE, Reserve, as_share, reserve_on
from .split import ExploreShare, explore_shares

VERDICTS = {
    "is": text("it is exploration"),
    "disagree": text("we disagree"),
    "is_not": text("it is not exploration"),
}


def section(beat: Beat) -> Section:
    lines = booked_lines(beat)
    now, before = portfolio(beat, lines), portfolio(beat, lines, beat.past.before())
    reserve, shares = reserve_on(beat, beat.period.first), explore_shares(beat, lines)
    return Section(
        room="balance",
        mode=None,
        headline=_with_premise(headline(now, reserve), beat),
        tiles=_tiles(now, before, shares),
        pictures=(*_pictures(now, shares, reserve), *_path(beat, reserve, dated_path(beat, reserve, shares))),
        tables=tuple(
            table
            for table in (gap_table(now), meeting_table(beat), raid_table(reserve), breach_table(beat))
            if table.rows
        ),
        proposals=(proposal(beat, reserve, shares),),
        findings=tuple(_findings(beat, now, reserve)),
        how=_how(beat),
    )


def purses(beat: Beat) -> Mapping[str, Money]:
    """What each purse holds for the planned beat: what was booked in the one before; of the reserve, its share."""
    lines = [line for line in booked_lines(beat) if line.beat == number_of(beat.past, beat.settings)]
    currency = beat.settings.currency
    held: dict[str, Money] = {}
    for line in lines:
        for purse in (f"unit:{line.unit}" if line.unit else "", f"channel:{line.channel}" if line.channel else ""):
            if purse:
                held[purse] = held.get(purse, Money(0, currency)) + Money(line.minor, currency)
    reserve = reserve_of(beat)
    if reserve is not None:
        held[PURSE] = reserve
    return held


def headline(now: Portfolio, reserve: Reserve) -> Text:
    labelled, by_deed, disagreed = now.labelled, now.by_deed, now.disagreed
    if not isinstance(labelled, Exact):
        return text("Nothing is booked between {period}, so word cannot be held against deed. {reserve}",
                    period=now.period, reserve=reserve.says())  # fmt: skip
    if _nothing(disagreed):
        return text("{labelled} of our budget is called innovation. {by_deed} is. {reserve}",
                    labelled=labelled, by_deed=by_deed, reserve=reserve.says())  # fmt: skip
    return text(
        "{labelled} of our budget is called innovation. {by_deed} is; on another {disagreed} we disagree. {reserve}",
        labelled=labelled,
        by_deed=by_deed,
        disagreed=disagreed,
        reserve=reserve.says(),
    )


def _with_premise(says: Text, beat: Beat) -> Text:
    """The first sentence of the brief ends with the premise that has begun to give way, where there is one."""
    from taktgeber.explore.premises import shaken

    premise = shaken(beat)
    return says if premise is None else text("{first} {second}", first=says, second=premise)


def gap_table(now: Portfolio) -> Table:
    """Where word and deed part, the most money first; what they agree on is on the page of its own."""
    head = (
        text("Initiative"),
        text("Called innovation"),
        text("Booked"),
        text("By deed"),
        text("What speaks against it"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            deed.name,
            text("yes") if deed.labelled else text("no"),
            Exact(deed.money, deed.money.currency, now.period),
            VERDICTS[deed.verdict],
            text("{reasons}", reasons=tuple(test.says for test in deed.tests if not test.passed) or text("nothing")),
        )
        for deed in now.deeds
        if deed.labelled != (deed.verdict == "is")
    ]
    return Table(head, tuple(rows), text("Where word and deed part, {period}", period=now.period))


def portfolio_table(now: Portfolio) -> Table:
    head = (text("Initiative"), text("Called innovation"), text("Booked"), text("Explore mandate"), text("Judged by"),
            text("Horizon"), text("Where its money goes"), text("By deed"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            deed.name,
            text("yes") if deed.labelled else text("no"),
            Exact(deed.money, deed.money.currency, now.period),
            *(_verdict_of(test) for test in deed.tests),
            VERDICTS[deed.verdict],
        )
        for deed in now.deeds
    ]
    return Table(head, tuple(rows), text("Word against deed, {period}", period=now.period))


def raid_table(reserve: Reserve) -> Table:
    head = (text("Day"), text("Left the reserve for"), text("Sum"), text("Reason given"))
    rows = [
        (
            text("{day}", day=raid.day),
            purse_named(raid.target),
            text("{sum}", sum=raid.amount),
            raid.reason or text("none"),
        )
        for raid in reserve.raids
    ]
    return Table(head, tuple(rows), text("What left the lab's reserve for no exploration"))


def meeting_table(beat: Beat) -> Table:
    head = (text("Balance date"), text("Today's business said"), text("The lab said"), text("Decided"))
    meetings = beat.book.state(MEETINGS)
    rows = [
        (text("{day}", day=met.day), met.exploit_says, met.explore_says, met.decided)
        for met in meetings[: -BEATS - 1 : -1]
    ]
    return Table(head, tuple(rows), text("Where both hands met"))


def breach_table(beat: Beat) -> Table:
    """Open breaches by rule. Owners stand here by role; the ledger knows the person (house rule 13)."""
    from taktgeber.govern import BREACHES, PEOPLE

    held = beat.book.state(PEOPLE).roles(beat.period.first)
    roles = {role.person: role.role for role in sorted(held, key=lambda role: role.standing == "decided")}
    head = (text("House rule"), text("What is so"), text("To be mended by"), text("Open since"), text("Entry"))
    rows = [
        (
            text("rule {number}", number=str(breach.rule)),
            breach.says,
            named(roles[breach.owner]) if breach.owner in roles else text("a person without a role"),
            text("{day}", day=breach.since),
            reference_named(f"entry:{breach.entry}"),
        )
        for breach in beat.book.state(BREACHES)
        if breach.mended is None
    ]
    return Table(head, tuple(rows), text("House rules broken and not mended"))


def share_table(shares: Sequence[ExploreShare]) -> Table:
    head = (text("Beat"), text("Booked"), text("By the lab"), text("Lab's share"), text("Reserve in force"))
    rows = [
        (
            text("{period}", period=s.period),
            Exact(s.total, s.total.currency, s.period),
            Exact(s.explore, s.explore.currency, s.period),
            s.share,
            as_share(s.reserve, s.period) if s.reserve is not None else text("none"),
        )
        for s in shares
    ]
    return Table(head, tuple(rows), text("The lab's share of booked money, beat by beat"))


def _tiles(now: Portfolio, before: Portfolio, shares: Sequence[ExploreShare]) -> tuple[Tile, ...]:
    drawn = [s for s in shares if s.value is not None]
    trend: Columns = {"at": [s.period.first.isoformat() for s in drawn], "value": [s.value for s in drawn]}
    explore = shares[-1].share if shares else now.by_deed
    earlier = shares[-2].share if len(shares) > 1 else None
    return (
        Tile(text("Called innovation"), now.labelled, before.labelled),
        Tile(text("Exploration by deed"), now.by_deed, before.by_deed),
        Tile(text("We disagree"), now.disagreed, before.disagreed),
        Tile(text("Booked by the lab"), explore, earlier, trend),
    )


def _pictures(now: Portfolio, shares: Sequence[ExploreShare], reserve: Reserve) -> tuple[Picture, ...]:
    pictures = []
    drawn = [s for s in shares if s.value is not None]
    if drawn and reserve.low is not None and reserve.high is not None:
        data: Columns = {
            "at": [s.period.first.isoformat() for s in drawn],
            "value": [s.value for s in drawn],
            "low": [reserve.low] * len(drawn),
            "high": [reserve.high] * len(drawn),
        }
        caption = text("The lab's share of booked money against the sponsor's band")
        pictures.append(Picture("band", data, caption, "share", share_table(drawn)))
    if isinstance(now.labelled, Exact):
        pictures.append(_word_and_deed(now))
    return tuple(pictures)


def _path(beat: Beat, reserve: Reserve, proposed: Steps) -> tuple[Picture, ...]:
    """The reserve's steps: those that were in force, and those that wait for the sponsor."""
    past = tuple(step for step in reserve.path if step[0] < beat.period.first)
    if len(past) + len(proposed) < 2:
        return ()
    steps = [*((d, s, text("in force")) for d, s in past), *((d, s, text("proposed")) for d, s in proposed)]
    data: Columns = {
        "at": [day.isoformat() for day, _, _ in steps],
        "value": [share for _, share, _ in steps],
        "series": [series for _, _, series in steps],
    }
    rows = tuple((text("{day}", day=day), as_share(share, beat.period), series) for day, share, series in steps)
    caption = text("The reserve's dated path")
    table = Table((text("From"), text("Share of booked money"), text("Standing")), rows, caption)
    return (Picture("steps", data, caption, "share", table),)


def _word_and_deed(now: Portfolio) -> Picture:
    said = [text("called innovation"), text("by deed"), text("by deed")]
    parts = [text("called innovation"), text("exploration"), text("we disagree")]
    figures = [f for f in (now.labelled, now.by_deed, now.disagreed) if isinstance(f, Exact)]
    values = [f.value.value for f in figures if isinstance(f.value, Ratio)]
    caption = text("What is called innovation, and what is, {period}", period=now.period)
    rows = tuple(zip(parts, figures, strict=True))
    table = Table((text("Share of booked money"), text("Share")), rows, caption)
    return Picture("shares", {"label": said, "part": parts, "value": values}, caption, "share", table)


def _findings(beat: Beat, now: Portfolio, reserve: Reserve) -> list[Finding]:
    found = []
    if now.unmapped.minor > 0:
        says = text(
            "{share} of booked money is media spend of no unit: its campaigns fit no pattern.", share=now.unmapped_share
        )
        found.append(Finding("media-unmapped", "warn", says, text("Add a pattern under campaigns in taktgeber.toml.")))
    if reserve.share is None:
        says = text("No reserve is set for the lab.")
        found.append(Finding("reserve-missing", "warn", says, text("The balance proposal of this beat sets one.")))
    elif reserve.too_small and reserve.low is not None:
        says = text(
            "The reserve, {share}, is below the band, which begins at {low}.",
            share=as_share(reserve.share, beat.past),
            low=as_share(reserve.low, beat.past),
        )
        found.append(
            Finding("reserve-small", "warn", says, text("The balance proposal sets its dated path to the band."))
        )
    if reserve.raids and not reserve.intact:
        says = text("Money left the reserve for no exploration on {day}.", day=reserve.raids[-1].day)
        found.append(Finding("reserve-raided", "stop", says, text("Only the sponsor moves it, and says why.")))
    return found


def _verdict_of(test: Test) -> Text:
    where = tuple(map(reference_named, test.rests_on))
    if test.passed:
        return text("passes: {says} ({where})", says=test.says, where=where)
    return text("fails: {says} ({where})", says=test.says, where=where)


def _nothing(figure: object) -> bool:
    return isinstance(figure, Exact) and isinstance(figure.value, Ratio) and figure.value.value == 0


def _how(beat: Beat) -> tuple[Text, ...]:
    return (
        text(
            "Four tests: an explore mandate; no return metric in goals or scorecard; a horizon beyond four beats; most"
            " of its money outside today's channels. All four: it is exploration. Three: we disagree. Fewer: it is not."
        ),
        text("The label is read by none of them: to rename an initiative moves the first share alone."),
        text(
            "Booked money: bookings, and media spend by the campaign map, each counted once, between {period}. A purse"
            " is taken to hold in the next beat what was booked in this one.",
            period=beat.past,
        ),
        text("We would change our mind if entries or bookings changed: each test names the entry that it rests on."),
    )
