"""scripts/bench --iso20022: a pain.001 written beside sepaxml, and a camt.054 read beside lxml's iterparse.

The peers only write, or only read and add up; so each of our two is measured twice, as whole processes. What does the peer's job and little else:
`submissions redeliver` makes the sealed submission's file again from the ledger, byte by byte; `results import` of a file that is known already reads and
checks it to its end. And the whole steps of the day: `submissions build` looks for what can't be written, seals every refund in the ledger, writes and
archives; `results import` applies every record as it reads.
"""

import argparse
import os
import shutil
import sys
from filecmp import cmp
from pathlib import Path
from statistics import median

import data
from sides import Failed, Refundry, Side, submissions
from steps import say

BUILD, RESULTS = "2026-10-08T11:00:00+08:00", "2026-10-10T10:00:00+08:00"
SETTINGS = """home_number: 417
channels:
  default:
    layout: iso20022
    timezone: Europe/Berlin
    statements: true
    debtor: {name: Refund Platform GmbH, account: DE89370400440532013000, agent: COBADEFFXXX}
"""
NAMES = ["Zoë Müller", "Ann Lee", "Søren Ærø", "Jürgen Weiß", "María García", "Łukasz Żak", "Chloé Dubois", "Per Öst"]
REASONS = ["Customer returned the goods", "Parcel lost on the way", "Goods arrived damaged", "Cancelled before dispatch"]
AGENTS = ["BYLADEM1001", "COBADEFFXXX", "DEUTDEFF", "INGDDEFFXXX"]


def iban(index):
    """A German one, with its check digits."""
    number = f"{37040044 + index % 97:08d}{index:010d}"
    return f"DE{98 - int(number + '131400') % 97:02d}{number}"


def rows(count):
    for index in range(count):
        yield (f"P{index:020d}", NAMES[index % 8], iban(index), AGENTS[index % 4], 1000 + index % 9000,
               REASONS[index % 4])


def write(path, lines):
    if not path.exists():
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(lines)
    return path


def orders(path, count):
    head = ("payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,"
            "creditor_name,creditor_account,creditor_agent\n")
    return write(path, [head, *(f"{payment},{data.ACCOUNT},99537801,{payment},EUR,{data.money(minor, 2)},success,2026-09-30 10:00:00,"
                                f"{name},{account},{agent}\n" for payment, name, account, agent, minor, _ in rows(count))])


def batch(path, count):
    return write(path, ["refund_number,payment_id,refund_type,refund_amount,refund_description\n",
                        *(f"R{index},{row[0]},full,,{row[5]}\n" for index, row in enumerate(rows(count)))])


def payments(path, count):
    """The same for the peer: name, account, bank, cents, refund, text."""
    return write(path, [f"{name},{account},{agent},{minor},4170{index:010d},{payment} {text}\n"
                        for index, (payment, name, account, agent, minor, text) in enumerate(rows(count))])


def notification(path, file):
    """The bank's camt.054 for a pain.001 of ours: every refund booked."""
    entry = ("<Ntry><NtryRef>{n}</NtryRef><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
             "<BookgDt><Dt>2026-10-09</Dt></BookgDt><ValDt><Dt>2026-10-09</Dt></ValDt><AcctSvcrRef>B{n:012d}</AcctSvcrRef>"
             "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
             "<NtryDtls><TxDtls><Refs><AcctSvcrRef>B{n:012d}</AcctSvcrRef><EndToEndId>{refund}</EndToEndId></Refs>"
             "<Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><Cdtr><Pty><Nm>Somebody</Nm></Pty></Cdtr>"
             "</RltdPties><RmtInf><Ustrd>Refund {n}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n")
    count = 0
    with open(file, encoding="utf-8") as read, open(path, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">\n'
                  "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-10-09T20:00:00+02:00</CreDtTm></GrpHdr>\n"
                  "<Ntfctn><Id>N1</Id><CreDtTm>2026-10-09T20:00:00+02:00</CreDtTm>"
                  "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>\n")
        for line in read:
            if not line.startswith("<CdtTrfTxInf>"):
                continue
            count += 1
            refund = line.partition("<EndToEndId>")[2][:14]
            amount = line.partition('Ccy="EUR">')[2].partition("<")[0]
            out.write(entry.format(n=count, refund=refund, amount=amount))
        out.write("</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n")
    return count


class Peer(Side):
    def __init__(self, work, name, python):
        self.name, self.python = name, python
        super().__init__(work, "peer")

    def run(self, *arguments):
        return self.measure(self.python, Path(__file__).parent / f"with_{self.name}.py", *arguments)


# What is measured: its title, the peer that it stands beside, and the goal.
WORKS = {
    "write": ("pain.001 written (`submissions redeliver`)", "sepaxml", .1),
    "build": ("sealed and written (`submissions build`)", "sepaxml", .1),
    "read": ("camt.054 read (`results import`, known already)", "lxml", .3),
    "apply": ("read and applied (`results import`)", "lxml", .3),
}


class Bench:
    def __init__(self, options):
        self.options, self.figures = options, {}
        self.own = Refundry(options.work, f"iso-{options.refunds}", options.refundry)
        self.writer = Peer(options.work, "sepaxml", options.python)
        self.reader = Peer(options.work, "lxml", options.python)

    def note(self, work, side, measured):
        self.figures.setdefault((work, side.name), []).append(measured)
        say(f"{side.name:9} {work:6} {measured.wall:9.3f} s {measured.processor:9.3f} s cpu {measured.peak_kib / 1024:8.1f} MiB")
        return measured

    def at(self, now, *arguments):
        return self.own.measure(self.own.executable, "--home", self.own.home("run"), "--json", "--now", now, *arguments)

    def run(self):
        count, folder = self.options.refunds, self.own.folder
        self.own.remove("run")
        home = self.own.init("run")
        (home / "refundry.yaml").write_text(SETTINGS)
        self.at(data.NOW, "orders", "import", orders(folder / "orders.csv", count))
        taken = self.at(data.NOW, "batches", "import", batch(folder / "batch.csv", count), "--account", data.ACCOUNT)
        built = self.note("build", self.own, self.at(BUILD, "submissions", "build"))
        [file] = submissions(home, built)
        if built.answer["submissions"][0]["count"] != count or taken.answer["accepted"] != count:
            raise Failed(f"{count} refunds, but {taken.answer} and {built.answer}")
        answer = folder / "camt.054.xml"
        self.demand(notification(answer, file), count)
        file.rename(folder / "taken.xml")
        self.note("write", self.own, self.at(BUILD, "submissions", "redeliver", "1", "--by", "bench", "--note", "once more"))
        if not cmp(file, folder / "taken.xml", shallow=False):
            raise Failed(f"{file} is not the file that was sent")
        applied = self.note("apply", self.own, self.at(RESULTS, "results", "import", answer, "--channel", "default"))
        self.demand(applied.answer["applied"], count)
        read = self.note("read", self.own, self.at(RESULTS, "results", "import", answer, "--channel", "default"))
        self.demand(read.answer["already_known"], count)
        written = self.writer.run(payments(folder / "payments.csv", count), folder / "peer.xml")
        self.demand(self.note("write", self.writer, written).answer["count"], count)
        self.demand(self.note("read", self.reader, self.reader.run(answer)).answer["paid"], count)
        self.own.remove("run")

    @staticmethod
    def demand(found, count):
        if found != count:
            raise Failed(f"{found} transactions instead of {count}")

    def table(self):
        lines = ["| work | Refundry s | peak MiB | peer | s | peak MiB | ratio, goal |", "|---|---|---|---|---|---|---|"]
        for work, (title, peer, goal) in WORKS.items():
            own = self.figures[work, self.own.name]
            other = next(runs for (_, name), runs in self.figures.items() if name == peer)
            ratio = median(a.wall / b.wall for a, b in zip(own, other))
            peaks = [max(each.peak_kib for each in runs) / 1024 for runs in (own, other)]
            seconds = [median(each.wall for each in runs) for runs in (own, other)]
            lines.append(f"| {self.options.refunds:,} transactions, {title} | {seconds[0]:.2f} | {peaks[0]:.0f} | {peer} | {seconds[1]:.2f} "
                         f"| {peaks[1]:.0f} | {ratio:.2f}, goal {goal} {'✓' if ratio <= goal else '✗'} |")
        return "\n".join(lines) + f"\n\nMedians of {self.options.runs} runs of each in turn, whole processes; {os.cpu_count()} processors.\n"


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench --iso20022", description=__doc__.splitlines()[0])
    parser.add_argument("--iso20022", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--python", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--refunds", type=int, help="transactions (1,000,000)")
    parser.add_argument("--runs", type=int, default=1, help="runs of each, in turn (1)")
    parser.add_argument("--quick", action="store_true", help="20,000 transactions")
    parser.add_argument("--refundry", required=True, help="this executable instead of the release build")
    options = parser.parse_args()
    options.refunds = options.refunds or (20_000 if options.quick else 1_000_000)
    bench = Bench(options)
    try:
        for _ in range(options.runs):
            bench.run()
    except Failed as failure:
        sys.exit(f"scripts/bench: {failure}")
    finally:
        for side in (bench.own, bench.writer, bench.reader):
            shutil.rmtree(side.folder, ignore_errors=True)
    print(bench.table())


if __name__ == "__main__":
    main()
