"""One point: the day is played, one process of it meets a fault, and a person goes on with the rest of the day."""

import os
import shutil
import time
from dataclasses import dataclass

import discipline
import homes
import loss
from bank import Trouble
from process import Fault, forget_log, read_log, run
from reference import EVENING, end_of_day, replay, state

# What a failing process may say: an alarm, can't be written, input or output error, busy.
FAILURES = (70, 73, 74, 75)
KILLS = ("kill", "tear", "lose", "lose-bytes", "power")


@dataclass(frozen=True)
class Point:
    """`second`: the fault of the process that comes after; its kind and operation."""
    kind: str
    command: int
    at: int
    sticky: bool = False
    takes: bool = False
    second: tuple = None

    def words(self, reference):
        """The arguments that play this point alone."""
        words = f"--only {self.kind}{'-sticky' if self.sticky else ''} --command '{reference.commands[self.command].name}'"
        words += f" --at {self.at}" + (" --bank-takes" if self.takes else "")
        return words + (f" --then {self.second[0]}:{self.second[1]}" if self.second else "")


@dataclass
class Outcome:
    point: Point
    reached: bool = True
    trouble: str = None
    seconds: float = 0.0
    statuses: tuple = ()


class Play:
    """Plays points in one folder, one after the other."""

    def __init__(self, reference, slot):
        self.reference, self.tools = reference, reference.tools
        self.home, self.keep, self.slot = f"{slot}/home", f"{slot}/keep", slot

    def point(self, point):
        begun = time.monotonic()
        outcome = Outcome(point)
        try:
            outcome.reached, outcome.statuses = self.play(point)
        except Trouble as trouble:
            outcome.trouble = str(trouble)
        outcome.seconds = time.monotonic() - begun
        return outcome

    def play(self, point):
        self.begin(point)
        command = self.reference.commands[point.command]
        faults = [Fault(point.kind, point.at, point.sticky)]
        if point.second:
            faults.append(Fault(*point.second))
        reached, statuses, complete = True, [], False
        for number, fault in enumerate(faults):
            ended, hit = self.faulted(command, fault, number)
            reached = reached and hit
            statuses.append(ended.status)
            complete = fault.kind == "after" or ended.status == command.exit and self.same(point.command, ended)
            self.bank.look(self.home)
            self.verify(command, fault)
        self.go_on(point, complete)
        return reached, tuple(statuses)

    def begin(self, point):
        homes.clear(self.keep)
        os.mkdir(self.keep)
        self.log = f"{self.slot}/log"
        self.chain = []
        homes.restore(self.reference.snapshots[point.command], self.home)
        self.bank = self.reference.banks[point.command].copy(point.takes)
        # Every file once; the one that is sent again twice, where it isn't already away; not the one that the person whose
        # word is taken has taken back from the outbox.
        later = self.reference.commands[point.command + 1:]
        self.deliveries = len(self.reference.bank.files) + any(command.takes for command in later) \
            - all(command.name != "submissions adopt" for command in later) \
            - all(command.name != "submissions void confirm" for command in later)

    def faulted(self, command, fault, number):
        """Runs the command under the fault. Answers how it ended, and whether the fault was met."""
        log = f"{self.log}.{number}"
        forget_log(log)
        ended = run(self.tools, self.home, command.words, command.now, log, fault, self.keep)
        operations = read_log(log)
        self.chain += operations
        hit = fault.kind == "after" or any(operation["fault"] != "-" for operation in operations)
        self.judge(command, fault, ended, hit, first=number == 0)
        for wrong in discipline.faults(operations, ended.status == command.exit):
            raise Trouble(f"{command.name}: {fault}: {wrong}")
        if hit and fault.kind.startswith("lose") or fault.kind == "after":
            loss.take_back(self.home, self.keep, self.chain, names=fault.kind != "lose-bytes")
        return ended, hit

    def judge(self, command, fault, ended, hit, first):
        """Whether a process under a fault ended as it may."""
        place = f"{command.name}: {fault}: "
        if ended.status is None:
            raise Trouble(place + "the process hung")
        if hit and fault.kind in KILLS:
            if not ended.killed:
                raise Trouble(place + f"the process was to be killed, but {ended.told()}")
        elif ended.status < 0:
            raise Trouble(place + f"the process crashed: {ended.told()}")
        elif ended.status == command.exit and (first or fault.kind == "after") and self.is_same(command, ended):
            return
        elif ended.status == command.exit and first:
            raise Trouble(place + f"success with another answer: {ended.told()}")
        elif fault.kind == "after" and not self.is_done(command, ended):
            raise Trouble(place + f"given again: {ended.told()}")
        elif ended.status in FAILURES:
            if (ended.answer or {}).get("error", {}).get("status") != ended.status:
                raise Trouble(place + f"a failure without words: {ended.told()}")
        elif first or ended.status not in command.repeated:
            raise Trouble(place + f"an exit that says nothing of the fault: {ended.told()}")

    def same(self, index, ended):
        name = self.reference.commands[index].name
        return essence(name, ended.answer) == essence(name, self.reference.answers[index])

    def is_same(self, command, ended):
        return self.same(self.reference.commands.index(command), ended)

    @staticmethod
    def is_done(command, ended):
        return ended.status in command.repeated and says_it_is_done(command.name, ended)

    def verify(self, command, fault, now=None):
        """Right after the fault, before anything has recovered: what a reader sees must hold."""
        ended = run(self.tools, self.home, ["verify"], now or command.now)
        if ended.status != 0:
            raise Trouble(f"{command.name}: {fault}: verify right after it: {ended.told()}")

    def go_on(self, point, complete):
        """The rest of the day, as a person plays it: what was interrupted is done again. Where that leaves exactly what the
        undisturbed day had, the rest is the same too, and only every so often played to its end."""
        index = point.command
        if not complete:
            self.repeat(index)
        if (point.at + index) % self.reference.whole_day and not point.takes \
                and state(self.home) == self.reference.states[index]:
            self.verify(self.reference.commands[index], "recovered", EVENING)
            return
        for later in range(index + 1, len(self.reference.commands)):
            command = self.reference.commands[later]
            self.reference.before(command, self.home, self.bank)
            ended = run(self.tools, self.home, command.words, command.now)
            self.bank.look(self.home)
            if not self.same(later, ended) or ended.status != command.exit and not came_back(command, ended):
                raise Trouble(f"afterwards {command.name} is not what it was on the undisturbed day: {ended.told()}")
        self.compare(end_of_day(self.tools, self.home))
        if point.at % 16 == 0 or point.second:
            replay(self.tools, self.home, f"{self.home}-replayed")

    def repeat(self, index):
        command = self.reference.commands[index]
        ended = run(self.tools, self.home, command.words, command.now)
        self.bank.look(self.home)
        fresh = ended.status == command.exit and self.same(index, ended)
        if not fresh and not self.is_done(command, ended):
            raise Trouble(f"{command.name} again: {ended.told()}")

    def compare(self, end):
        """The end of the day beside the undisturbed one's."""
        expected = dict(self.reference.end)
        if self.bank.takes:
            if self.bank.files != self.reference.bank.files:
                raise Trouble(f"the bank was sent {sorted(self.bank.files)}, not {sorted(self.reference.bank.files)}")
            if self.bank.deliveries < self.deliveries:
                raise Trouble(f"{self.bank.deliveries} files came to the bank, not {self.deliveries}")
            expected["outbox"] = []
        for part, value in expected.items():
            if end[part] != value:
                raise Trouble(f"at the day's end {part} differ: {difference(value, end[part])}")


def essence(name, answer):
    """Of an answer, what must be the same whatever was done again before it."""
    if not isinstance(answer, dict):
        return answer
    if name.startswith("reports daily"):
        return {key: answer[key] for key in ("date", "ties", "lines")}
    if name.startswith(("orders", "batches import transfers")):
        return unnumbered(answer)
    if name.startswith("reports notifications"):
        # Numbers of the journal's entries and of batches move when something before was given again.
        rows = sorted((row | {"batch": None} for row in answer["notifications"]), key=repr)
        return {key: value for key, value in answer.items() if key not in ("journal_from", "journal_to")} | {"notifications": rows}
    if name.startswith("exceptions"):
        # What was said twice stands there twice.
        return {key: value for key, value in answer.items() if key != "steps"}
    if name == "run again":
        return answer | {"refunds": [entry for entry in answer["refunds"] if entry["status"] != "refused"]}
    if name.startswith("run") and "orders" in answer:
        return answer | {part: [unnumbered(entry) for entry in answer[part]] for part in ("orders", "refunds")}
    return answer


def unnumbered(answer):
    """Without numbers that move when something before was given again: an orders file that is taken twice has two, and a
    refund by hand that is asked for twice is two batches, the second with nothing accepted."""
    return {key: value for key, value in answer.items() if key not in ("batch", "reports")}


def came_back(command, ended):
    """A refused file whose removal from the drop folder was lost lies there again, and is refused again."""
    return command.name == "run again" and ended.status == 65


def says_it_is_done(name, ended):
    """Whether the answer to a repeated command says that it was done before."""
    answer = ended.answer or {}
    if name.startswith("run"):
        return "orders" in answer
    if name.startswith("orders"):
        return answer.get("unchanged") == answer.get("records", 0) - answer.get("rejected", 0)
    if name.startswith(("results", "funds import")):
        return answer.get("status") == "already known"
    if "refusal" in answer and answer["refusal"]:
        return answer["refusal"]["code"] == "FILE_DUPLICATE"
    if "codes" in answer:
        return answer["codes"] == ["REFUND_NUMBER_USED"]
    if name.startswith("reports notifications"):
        # The number stands and says when it was given out; nothing is new since.
        return answer.get("number") is None and answer.get("notifications") == []
    if name.startswith(("exceptions assign", "exceptions comment")):
        # Said twice, it stands there twice.
        return ended.status == 0
    if name == "submissions redeliver" and ended.status == 0:
        # The bank had taken it away: sent once more, the same bytes, as was asked; with a pair of faults it was asked three times.
        return answer["redeliveries"] in (2, 3)
    # Approved, declined, cancelled, sent again already, with words; or built: nothing is left to build.
    return answer.get("submissions") == [] or answer.get("error", {}).get("status") == 65


def difference(expected, found):
    """The first entries that are not the same, for people."""
    if isinstance(expected, list):
        missing = [entry for entry in expected if entry not in found][:2]
        extra = [entry for entry in found if entry not in expected][:2]
        return f"expected {missing}, found {extra}"[:1500]
    return f"expected {expected}, found {found}"[:1500]


def keep_home(play, target):
    """Puts the home of a failed point aside, to be looked at."""
    homes.clear(target)
    shutil.copytree(play.slot, target, symlinks=True)
    return target
