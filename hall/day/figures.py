"""What a lived day comes to, as figures for a file and for charts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import Any

from db.order import service_lane
from hall.day.people import Post, Visit
from hall.day.run import LivedDay

Figures = dict[str, Any]


def figures(day: LivedDay) -> Figures:
    """Everything that a report says, as JSON has it; times are in seconds unless their name says otherwise."""
    simulation = day.simulation
    visits = simulation.visits
    calls = [call for channel in simulation.channels.values() for call in channel.delays_s]
    return {
        "date": day.date.isoformat(),
        "database": day.database,
        "seed": day.wish.seed,
        "visits": len(visits),
        "caps": "as shipped" if day.wish.shipped_caps else "raised until everybody is admitted",
        "pace": simulation.plan.pace,
        "took": {
            "lived_s": round(day.lived_s, 1),
            "proven_s": round(day.proven_s, 1),
            "commands": simulation.turns,
            "events": day.events,
        },
        "promises": [
            {
                "name": each.name,
                "looked_at": each.looked_at,
                "broken": each.broken,
                "examples": list(each.examples),
            }
            for each in day.promises
        ],
        "outcomes": dict(Counter(_outcome(each) for each in visits)),
        "refusals": _refusals(simulation.refusals),
        "waits": {
            "all": waits(visits),
            "by_service": {key: waits(each) for key, each in sorted(_by(visits, _service).items())},
            "by_hour": {
                key: waits(each) for key, each in sorted(_by(visits, lambda v: _hour(day, v)).items())
            },
            "by_service_and_hour": {
                service: {
                    hour: waits(each)["mean_s"]
                    for hour, each in sorted(_by(theirs, lambda v: _hour(day, v)).items())
                }
                for service, theirs in sorted(_by(visits, _service).items())
            },
        },
        "waiting": [
            [moment.astimezone(day.time_zone).strftime("%H:%M"), number]
            for moment, number in simulation.waiting_by_minute
        ],
        "arrivals_by_quarter": _arrivals(day),
        "counters": _counters(simulation.posts.values()),
        "use_by_service": _use_by_service(day),
        "forecast": _forecast(visits),
        "voice": {
            name: {
                "spoken": len(channel.delays_s),
                "too_late": channel.unspoken,
                **spread(channel.delays_s),
            }
            for name, channel in simulation.channels.items()
        },
        "voice_all": spread(calls),
    }


def waits(visits: Iterable[Visit]) -> Figures:
    """From the number to its first call."""
    seconds = [
        (each.called_at - each.issued_at).total_seconds()
        for each in visits
        if each.called_at and each.issued_at
    ]
    return {"called": len(seconds), **spread(seconds)}


def spread(values: Sequence[float]) -> Figures:
    """The middle and the end of some times."""
    if not values:
        return {"mean_s": None, "p50_s": None, "p90_s": None, "p95_s": None, "longest_s": None}
    ordered = sorted(values)

    def share(of_hundred: int) -> float:
        return round(ordered[-(-len(ordered) * of_hundred // 100) - 1], 1)

    return {
        "mean_s": round(fmean(ordered), 1),
        "p50_s": share(50),
        "p90_s": share(90),
        "p95_s": share(95),
        "longest_s": round(ordered[-1], 1),
    }


def _by(visits: Iterable[Visit], key: Any) -> dict[str, list[Visit]]:
    found: dict[str, list[Visit]] = defaultdict(list)
    for each in visits:
        if each.issued_at:
            found[key(each)].append(each)
    return found


def _service(visit: Visit) -> str:
    return visit.who.service_id


def _hour(day: LivedDay, visit: Visit) -> str:
    assert visit.issued_at
    return f"{visit.issued_at.astimezone(day.time_zone):%H}:00"


def _outcome(visit: Visit) -> str:
    if visit.refused:
        return "refused"
    if visit.called_at is None:
        return "gave up before the call" if visit.over else "open at closing"
    if not visit.over:
        return "open at closing"
    return "finished" if visit.part else "no-show"


def _refusals(counted: Counter[tuple[str, str]]) -> Figures:
    reasons: Figures = {}
    for (reason, service_id), number in counted.items():
        kept = reasons.setdefault(reason, {"number": 0, "by_service": {}})
        kept["number"] += number
        kept["by_service"][service_id] = number
    return reasons


def _arrivals(day: LivedDay) -> list[list[Any]]:
    quarters = Counter(
        (local := each.who.comes_at.astimezone(day.time_zone)).hour * 4 + local.minute // 15
        for each in day.simulation.visits
    )
    return [
        [f"{nth // 4:02d}:{nth % 4 * 15:02d}", quarters[nth]]
        for nth in range(min(quarters), max(quarters) + 1)
    ]


def _counters(posts: Iterable[Post]) -> list[Figures]:
    return [
        {
            "number": post.number,
            "zone": post.zone_id,
            "open_min": round(post.open_s / 60),
            "busy_min": round(post.busy_s / 60),
            "use": round(min(post.busy_s / post.open_s, 1), 3) if post.open_s else None,
        }
        for post in posts
    ]


def _use_by_service(day: LivedDay) -> Figures:
    """How busy the counters of each service were, helpers left out."""
    own: dict[str, set[int]] = defaultdict(set)
    for each in day.simulation.folder.counter_lanes:
        if not each["handicap_min"]:
            own[each["lane"]].add(each["counter"])
    found = {}
    for service_id in day.simulation.expected_s:
        posts = [day.simulation.posts[number] for number in own[service_lane(service_id)]]
        open_s = sum(post.open_s for post in posts)
        if open_s:
            found[service_id] = round(min(sum(post.busy_s for post in posts) / open_s, 1), 3)
    return found


def _forecast(visits: Iterable[Visit]) -> Figures:
    """What visitors were told against what came."""
    told = [
        (each.told.low_min, each.told.high_min, (each.called_at - each.issued_at).total_seconds() / 60)
        for each in visits
        if each.told and each.called_at and each.issued_at
    ]
    if not told:
        return {"asked": 0}
    # Who is told that there is no wait is called within the minute, if that was true.
    bands = [(low, max(high, 1), came) for low, high, came in told]
    held = sum(low <= came <= high for low, high, came in bands)
    return {
        "asked": len(told),
        "told_no_wait": sum(not high for _, high, _ in told),
        "held": round(held / len(told), 3),
        "came_earlier": round(sum(came < low for low, _, came in bands) / len(told), 3),
        "came_later": round(sum(came > high for _, high, came in bands) / len(told), 3),
        "mean_error_of_middle_min": round(fmean(abs((low + high) / 2 - came) for low, high, came in told), 2),
        "told_and_came_min": [[low, high, round(came, 1)] for low, high, came in told],
    }
