"""What `db.explain` found, told in plain Chinese or English; nobody else's reason for priority is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from db import order
from db.directory import Named
from db.events import (
    ActionUndone,
    CalledBack,
    NoShowMarked,
    RunnerUp,
    ServingStarted,
    StepEnded,
    TicketCalled,
    TicketCameBack,
    TicketCancelled,
    TicketEvent,
    TicketExpired,
    TicketFinished,
    TicketHeld,
    TicketIssued,
    TicketKept,
    TicketPrinted,
    TicketReactivated,
    TicketRecalled,
    TicketReleased,
    TicketReprinted,
    TicketSentBack,
    TicketTransferred,
    TicketUnconfirmed,
)
from db.explain import Explanation, Overtaker, Rule, Stretch
from db.status import CallHow

_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("{number}，{day}", "{number} on {day}"),
    "line": ("{time}  {text}", "{time}  {text}"),
    # What happened to it
    "came": (
        "取号办理 {service}，前面有 {ahead} 人。",
        "Took a number for {service}; {ahead} stood before it.",
    ),
    "counts_as_came": ("从取号时刻 {due} 起计算等候。", "It counts from that moment, {due}."),
    "head_start": (
        "优先对象（{group}），折算提前 {minutes} 分钟，从 {due} 起计算等候。",
        "It counts from {due}: priority ({group}), {minutes} min.",
    ),
    "booked": (
        "预约时间为 {slot}，按预约从 {due} 起计算等候。",
        "It counts from {due}: booked for {slot}, and in time.",
    ),
    "booked_no_use": (
        "预约时间为 {slot}，但从 {due} 起计算更早。",
        "It was booked for {slot}, but counts from {due}, which is earlier.",
    ),
    "printed": ("号票已打印，从此可以呼叫。", "The paper was out: from now on it could be called."),
    "late_paper": ("号票证实已打印。", "The paper proved to be out."),
    "kept": (
        "号票未能打印，来访者保留了屏幕上的号码，从此可以呼叫。",
        "The paper failed, but the visitor kept the number: from now on it could be called.",
    ),
    "reprinted": ("号票已补打。", "The ticket was printed again."),
    "unconfirmed": (
        "一直没有打印结果，按已取号处理，从此可以呼叫。",
        "Nobody had said whether the paper came out, so from now on it could be called.",
    ),
    "cancelled": ("号码已取消。", "It was given up."),
    "recalled": ("{counter} 号窗口第 {times} 次呼叫。", "Counter {counter} called it again (call {times})."),
    "serving": ("到达 {counter} 号窗口，开始办理。", "The visitor was at counter {counter}."),
    "finished": ("办结。", "The visit was done."),
    "handled": ("办理事项：{items}。", "Handled: {items}."),
    "looked_up": ("取号时选定的事项：{items}。", "It was taken for: {items}."),
    "pick_up": (
        "受理完成，等待后台办好后到 {service} 领取。",
        "Accepted; the result will be handed out at {service}.",
    ),
    "no_show": ("未到窗口，记为过号。", "The visitor did not come: no-show."),
    "called_back": (
        "呼叫被收回，回到原来的位置等候。",
        "The call was taken back; it waited on at its old place.",
    ),
    "held_same_counter": ("挂起，稍后在本窗口继续。", "Put on hold, to go on at the same counter."),
    "held_any_counter": (
        "挂起，稍后由同业务任一窗口继续。",
        "Put on hold, to go on at any counter of the service.",
    ),
    "held_back_office": (
        "转后台处理，处理完之前不呼叫。",
        "With the back office; not called until that is done.",
    ),
    "released": ("后台处理完毕，从 {due} 起计算等候。", "The back office was done; it counts from {due}."),
    "sent_back": (
        "后台退回{where}，从 {due} 起计算等候。",
        "The back office gave it back to {where}: it counts from {due}.",
    ),
    "moved": (
        "转到 {where}，带走此前的部分等候，从 {due} 起计算。",
        "Sent on to {where} with some of its waiting: it counts from {due}.",
    ),
    "moved_back": (
        "转到 {where}（办完后返回），带走此前的部分等候，从 {due} 起计算。",
        "Sent on to {where}, to come back afterwards, with some of its waiting: it counts from {due}.",
    ),
    "came_back": ("返回 {where}，从 {due} 起计算等候。", "Back to {where}: it counts from {due}."),
    "step_ended": (
        "第 {step} 步办完，下一步到 {where}，从 {due} 起计算等候。",
        "Step {step} was done; next {where}: it counts from {due}.",
    ),
    "step_skipped": (
        "第 {step} 步跳过（{reason}），下一步到 {where}，从 {due} 起计算等候。",
        "Step {step} was skipped ({reason}); next {where}: it counts from {due}.",
    ),
    "reactivated": (
        "过号后重新激活：排在 {behind} 人之后，从 {due} 起计算等候。",
        "Came after all and waits again behind up to {behind} others: it counts from {due}.",
    ),
    "reactivated_at_once": (
        "过号后重新激活，从 {due} 起计算等候。",
        "Came after all and waits again: it counts from {due}.",
    ),
    "expired": ("当日结束，号码失效。", "The day was over, and the number with it."),
    "undone": ("上一步操作被撤销，继续办理。", "The last step was undone; the visit went on."),
    # Its call
    "called": (
        "{counter} 号窗口（{clerk}）呼叫：在该窗口可呼叫的号码中，它计算等候最早（{due}）。",
        "Counter {counter} ({clerk}) called it: of all it could call, this one counted the longest, from {due}.",
    ),
    "called_helping": (
        "{counter} 号窗口（{clerk}）协助办理时呼叫：从 {due} 起计算，协办推后 {minutes} 分钟，仍然最早。",
        "Counter {counter} ({clerk}) helped out: seen {minutes} min later than {due}, it still was the first.",
    ),
    "called_chosen": (
        "{counter} 号窗口（{clerk}）指定呼叫，理由：{reason}。",
        "Counter {counter} ({clerk}) chose it out of turn. Reason: {reason}.",
    ),
    "called_resumed": (
        "{counter} 号窗口（{clerk}）恢复办理挂起的号码。",
        "Counter {counter} ({clerk}) went on with it after the hold.",
    ),
    "runner_up": (
        "否则下一个是 {number}（{reckoning}）。",
        "Otherwise {number} would have been next ({reckoning}).",
    ),
    "passed_by": ("被越过的是 {number}（{reckoning}）。", "It passed by {number} ({reckoning})."),
    "nobody_else": ("当时没有其他号码可呼叫。", "There was nobody else to call."),
    "reckoning": ("从 {due} 起计算", "counted from {due}"),
    "reckoning_priority": (
        "从 {due} 起计算：优先，{minutes} 分钟",
        "counted from {due}: priority, {minutes} min",
    ),
    "reckoning_handicap": ("{told}，该窗口协办推后 {minutes} 分钟", "{told}, seen {minutes} min later there"),
    # Who was called before it
    "earlier_ones": (
        "在此之前呼叫了 {count} 个来得更早的号码。",
        "Before it, {count} who had come earlier were called.",
    ),
    "nobody_later": ("没有晚来的号码先被呼叫。", "Nobody who came later was called before it."),
    "later_ones": ("晚来而先被呼叫的有 {count} 个：", "{count} who came later were called before it:"),
    "still_waiting": ("尚未呼叫。", "It has not been called."),
    "overtaker": (
        "{number}：{came} 取号，{called} 由 {counter} 号窗口呼叫。{why}",
        "{number} came at {came}, called at {called} to counter {counter}: {why}",
    ),
    # Lanes
    "lane_service": ("{service}", "{service}"),
    "lane_low": ("{service}无障碍窗口", "low counters of {service}"),
    "lane_counter": ("{counter} 号窗口", "counter {counter}"),
    "lane_clerk": ("窗口人员{clerk}", "{clerk}"),
}

_WHY: dict[Rule, tuple[str, str]] = {
    Rule.HEAD_START: (
        "优先，{minutes} 分钟，从 {due} 起计算。",
        "priority, {minutes} min, so it counted from {due}.",
    ),
    Rule.BOOKED: ("有预约，从 {due} 起计算。", "booked, so it counted from {due}."),
    Rule.EARLIER: (
        "从 {due} 起计算，早于本号当时的 {own}。",
        "it counted from {due}, this one from {own} by then.",
    ),
    Rule.PAPER: (
        "当时还不知道本号的号票是否打印出来。",
        "it was not known yet whether this one's paper had come out.",
    ),
    Rule.LANE: (
        "该窗口呼叫的是{lane}的队列，不是本号所在的队列。",
        "that counter called from another lane ({lane}), not from this one's.",
    ),
    Rule.HELPING: (
        "该窗口对本号的业务只是协办，推后 {minutes} 分钟比较。",
        "that counter only helps out with this one's lane, and sees it {minutes} min later.",
    ),
    Rule.CHOSEN: (
        "由窗口人员说明理由后指定呼叫，理由已记录。",
        "a clerk chose it; the reason is on the record.",
    ),
    Rule.RESUMED: ("此前已在窗口办理，挂起后恢复。", "it had been at a counter already, and was on hold."),
    Rule.NONE: ("记录中没有说明规则，请核查。", "the record gives no rule for it; please look into it."),
}

_PLAIN: dict[type[TicketEvent], str] = {
    TicketUnconfirmed: "unconfirmed",
    TicketCancelled: "cancelled",
    TicketReprinted: "reprinted",
    NoShowMarked: "no_show",
    CalledBack: "called_back",
    TicketExpired: "expired",
    ActionUndone: "undone",
}


def in_words(told: Explanation, language: str) -> list[str]:
    """The explanation line by line; `language` is zh or en."""
    return list(_Teller(told, language).lines())


@dataclass(frozen=True)
class _Teller:
    told: Explanation
    language: str

    def say(self, key: str, **fields: object) -> str:
        said = _WORDS[key][self.language == "en"].format(**fields)
        # A space parts Chinese from letters and digits, and Chinese from Chinese not at all.
        return _BETWEEN_CHINESE.sub("", said)

    def time(self, moment: datetime) -> str:
        return f"{moment.astimezone(self.told.time_zone):%H:%M:%S}"

    def named(self, names: dict[str, Named], key: str | None) -> str:
        return names[key].named(self.language) if key in names else str(key)

    def service(self, service_id: str) -> str:
        return f"{service_id} {self.named(self.told.names.services, service_id)}"

    def lane(self, lane: str) -> str:
        kind, _, of = lane.partition(":")
        match kind:
            case "counter":
                return self.say("lane_counter", counter=of)
            case "clerk":
                return self.say("lane_clerk", clerk=self.named(self.told.names.clerks, of))
            case _:
                return self.say(f"lane_{kind}", service=self.service(of))

    def lines(self) -> Iterator[str]:
        yield self.say("title", number=self.told.number, day=self.told.day)
        stretches = {stretch.called.id: stretch for stretch in self.told.stretches if stretch.called}
        known = False
        for event in self.told.history:
            for text in (*self.happened(event, known), *self.about_items(event)):
                yield self.say("line", time=self.time(event.at), text=text)
            known = known or isinstance(
                event, (TicketPrinted, TicketKept, TicketReprinted, TicketUnconfirmed)
            )
            if event.id in stretches:
                yield from self.before(stretches[event.id])
        for stretch in self.told.stretches:
            if stretch.called is None:
                yield self.say("still_waiting")
                yield from self.before(stretch)

    def happened(self, event: TicketEvent, known: bool) -> Iterator[str]:
        """What happened to the ticket; the announcement of a call says nothing of its place in line."""
        if plain := _PLAIN.get(type(event)):
            yield self.say(plain)
            return
        match event:
            case TicketIssued():
                came = self.say("came", service=self.service(event.service_id), ahead=event.ahead)
                yield f"{came}{'' if self.language == 'zh' else ' '}{self.origin(event)}"
            case TicketPrinted() | TicketKept():
                yield self.say(
                    "late_paper" if known else "printed" if isinstance(event, TicketPrinted) else "kept"
                )
            case TicketCalled():
                yield from self.call(event)
            case TicketRecalled():
                yield self.say("recalled", counter=event.counter, times=event.times)
            case ServingStarted():
                yield self.say("serving", counter=event.counter)
            case TicketFinished(pick_up=str(service_id)):
                yield self.say("pick_up", service=self.service(service_id))
            case TicketFinished():
                yield self.say("finished")
            case TicketHeld():
                yield self.say(f"held_{event.kind.value}")
            case _:
                yield from self.counts_anew(event)

    def about_items(self, event: TicketEvent) -> Iterator[str]:
        match event:
            case TicketIssued(item=str(looked_up)):
                yield self.say("looked_up", items=self.named(self.told.names.items, looked_up))
            case TicketFinished() | TicketCameBack() | StepEnded() if event.items:
                names = (self.named(self.told.names.items, each) for each in event.items)
                yield self.say("handled", items=("；" if self.language == "zh" else "; ").join(names))
            case _:
                pass

    def counts_anew(self, event: TicketEvent) -> Iterator[str]:
        match event:
            case TicketReleased():
                yield self.say("released", due=self.time(event.due_at))
            case TicketSentBack():
                yield self.say("sent_back", where=self.lane(event.lane), due=self.time(event.due_at))
            case TicketTransferred():
                key = "moved_back" if event.come_back else "moved"
                yield self.say(key, where=self.lane(event.lane), due=self.time(event.due_at))
            case TicketCameBack():
                yield self.say("came_back", where=self.lane(event.lane), due=self.time(event.due_at))
            case StepEnded():
                yield self.say(
                    "step_skipped" if event.skipped_because else "step_ended",
                    step=event.step,
                    reason=event.skipped_because,
                    where=self.lane(event.lane),
                    due=self.time(event.due_at),
                )
            case TicketReactivated():
                key = "reactivated" if event.behind else "reactivated_at_once"
                yield self.say(key, behind=event.behind, due=self.time(event.due_at))
            case _:
                pass

    def origin(self, event: TicketIssued) -> str:
        """What the ticket counts from, and why."""
        due, without = self.time(event.due_at), order.due_at(event.issued_at, event.head_start_min)
        if event.booked_for:
            key = "booked" if event.due_at < without else "booked_no_use"
            return self.say(key, slot=self.time(event.booked_for), due=due)
        if event.head_start_min:
            group = self.named(self.told.names.groups, event.group_id)
            return self.say("head_start", group=group, minutes=event.head_start_min, due=due)
        return self.say("counts_as_came", due=due)

    def call(self, event: TicketCalled) -> Iterator[str]:
        match event.how:
            case CallHow.NEXT:
                key = "called_helping" if event.handicap_min else "called"
            case CallHow.CHOSEN:
                key = "called_chosen"
            case CallHow.RESUMED:
                key = "called_resumed"
        yield self.say(
            key,
            counter=event.counter,
            clerk=self.named(self.told.names.clerks, event.clerk_id),
            due=self.time(event.due_at),
            minutes=event.handicap_min,
            reason=event.reason,
        )
        if event.how != CallHow.RESUMED:
            yield self.otherwise(event.runner_up, chosen=event.how == CallHow.CHOSEN)

    def otherwise(self, other: RunnerUp | None, *, chosen: bool) -> str:
        if other is None:
            return self.say("nobody_else")
        reckoning = self.say(
            "reckoning_priority" if other.head_start_min else "reckoning",
            due=self.time(other.due_at),
            minutes=other.head_start_min,
        )
        if other.handicap_min:
            reckoning = self.say("reckoning_handicap", told=reckoning, minutes=other.handicap_min)
        return self.say("passed_by" if chosen else "runner_up", number=other.number, reckoning=reckoning)

    def before(self, stretch: Stretch) -> Iterator[str]:
        """Who was called before it during this time in line."""
        if stretch.came_earlier:
            yield "  " + self.say("earlier_ones", count=stretch.came_earlier)
        if not stretch.overtakers:
            yield "  " + self.say("nobody_later")
            return
        yield "  " + self.say("later_ones", count=len(stretch.overtakers))
        for other in stretch.overtakers:
            yield "    " + self.overtaker(stretch, other)

    def overtaker(self, stretch: Stretch, other: Overtaker) -> str:
        why = _WHY[other.rule][self.language == "en"].format(
            due=self.time(other.counted_from),
            own=self.time(stretch.counted_from),
            minutes=other.minutes,
            lane=self.lane(other.lane),
        )
        return self.say(
            "overtaker",
            number=other.number,
            came=self.time(other.came_at),
            called=self.time(other.called_at),
            counter=other.counter,
            why=why,
        )
