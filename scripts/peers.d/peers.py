"""Other people's readers and validators on our ISO 20022 files, and ours on theirs: scripts/peers.

A home with one channel for each version of pain.001 sends refunds. What others say of these files must be what the ledger says: valid by the official
schema (Xerces, xmlschema), as many transactions, the same references and the same sum (pyiso20022, bankstatementparser). Then pyiso20022 plays the bank: it
answers in pain.002 and camt.054 that it wrote itself, and every record must be applied; pycamt and bankstatementparser read the same camt messages. At last IBANs, good and damaged: ours
and python-stdnum must agree on each.
"""

import argparse
import csv
import importlib
import json
import random
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import stdnum.iban
import stdnum.iso7064.mod_97_10
import xmlschema
from bankstatementparser import CamtParser, Pain001Parser
from pycamt.parser import Camt053Parser
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.serializers import XmlSerializer

NOW, BUILD, ANSWER = "2026-10-08T10:00:00+08:00", "2026-10-08T11:00:00+08:00", "2026-10-10T10:00:00+08:00"
VERSIONS = ["03", "09", "11"]
NAMES = ["Zoë Müller", "Søren Ærø", "Łukasz Żak", "Ann & Lee <Ltd>", "李伟", "Per Öst"]
ACCOUNTS = ["DE89370400440532013000", "FR1420041010050500013M02606", "GB29NWBK60161331926819", "NL91ABNA0417164300",
            "AT611904300234573201", "CH9300762011623852957"]


class Check:
    """One line of what is printed; a check that fails ends the script with 1."""

    def __init__(self):
        self.failed = False

    def __call__(self, name, ok, words=""):
        self.failed = self.failed or not ok
        print(f"{'ok  ' if ok else 'FAIL'}  {name}{': ' + str(words) if words else ''}", flush=True)


class Home:
    def __init__(self, folder, executable):
        self.folder, self.executable = Path(folder) / "home", executable
        self.work = Path(folder)
        self.call(NOW, "init", self.folder, home=False)
        channels = "".join(
            f"  bank{version}:\n    layout: iso20022\n    message: pain.001.001.{version}\n    timezone: Europe/Berlin\n"
            "    debtor: {name: Refund Platform GmbH, account: DE89370400440532013000, agent: COBADEFFXXX}\n" for version in VERSIONS)
        (self.folder / "refundry.yaml").write_text(f"home_number: 417\nchannels:\n{channels}", encoding="utf-8")

    def call(self, now, *arguments, home=True, statuses=(0,)):
        where = ["--home", self.folder] if home else []
        done = subprocess.run([self.executable, *map(str, where), "--json", "--now", now, *map(str, arguments)], capture_output=True,
                              text=True)
        if done.returncode not in statuses:
            sys.exit(f"scripts/peers: {arguments}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def table(self, name, rows):
        path = self.work / name
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return path


def order(number, account, channel, name="Ann Lee"):
    return {"payment_id": f"P{number}", "account": "995378", "terminal": "99537801", "order_number": f"O-{number}",
            "order_currency": "EUR", "order_amount": f"{10 + number % 900}.{number % 100:02d}", "payment_status": "success",
            "payment_datetime": "2026-09-30 10:00:00", "channel": channel, "creditor_name": name, "creditor_account": account}


def send(home):
    """What each channel sent: the file and, by refund_id, the amount."""
    orders = [order(number, ACCOUNTS[number % 6], f"bank{VERSIONS[number % 3]}", NAMES[number // 6 % 6]) for number in range(360)]
    home.call(NOW, "orders", "import", home.table("orders.csv", orders))
    home.call(NOW, "batches", "import", home.table("batch.csv", [
        {"refund_number": f"R-{each['payment_id']}", "payment_id": each["payment_id"], "refund_type": "full",
         "refund_description": "Rückzahlung – 退款"} for each in orders]), "--account", "995378")
    built = home.call(BUILD, "submissions", "build")["submissions"]
    refunds = home.call(BUILD, "refunds", "find")["refunds"]
    return {each["channel"]: (home.folder / each["file"], {
        refund["refund_id"]: Decimal(refund["refund_amount"]) for refund in refunds if refund["submission"] == each["submission"]})
        for each in built}


# MARK: what others say of our files


def validate(check, path, schema):
    errors = [str(error)[:200] for error in xmlschema.XMLSchema(schema).iter_errors(path)]
    check(f"{path.name} by xmlschema", not errors, errors[:2])
    namespace = re.search(r'xmlns="([^"]+)"', path.read_text(encoding="utf-8"))[1]
    copy = path.with_suffix(".xerces.xml")
    hint = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{namespace} {Path(schema).resolve().as_uri()}"'
    copy.write_text(path.read_text(encoding="utf-8").replace("<Document ", f"<Document {hint} ", 1), encoding="utf-8")
    said = subprocess.run(["SAX2Print", "-v=always", "-f", str(copy)], capture_output=True, text=True)
    copy.unlink()
    check(f"{path.name} by Xerces", said.returncode == 0 and not said.stderr.strip(), said.stderr.strip()[:200])


def document(module):
    return importlib.import_module(module).Document


def parsed(path, kind):
    """The dataclasses of a message by pyiso20022; `kind` like pain.001.001.03."""
    name = kind.replace(".", "_")
    return XmlParser().from_path(path, document(f"pyiso20022.{kind.split('.')[0]}.{name}.{name}"))


def read_by_others(check, path, version, sent):
    message = parsed(path, f"pain.001.001.{version}").cstmr_cdt_trf_initn
    found = {each.pmt_id.end_to_end_id: each.amt.instd_amt.value for info in message.pmt_inf for each in info.cdt_trf_tx_inf}
    check(f"{path.name} by pyiso20022", found == sent, f"{len(found)} transactions, {sum(found.values())}")
    check(f"{path.name} totals by pyiso20022", message.grp_hdr.ctrl_sum == sum(sent.values()) and int(message.grp_hdr.nb_of_txs) == len(sent))
    rows = Pain001Parser(str(path)).parse().to_dict("records")
    references = {row.get("EndToEndId") for row in rows}
    amounts = sum(Decimal(str(row["InstdAmt"])) for row in rows)
    check(f"{path.name} by bankstatementparser", references == set(sent) and amounts == sum(sent.values()),
          f"{len(rows)} rows, {amounts}")


# MARK: what others write


def status_report(sent, path, ours):
    """A pain.002.001.10 by pyiso20022: each transaction of our file accepted and settled, the first one refused."""
    asked = parsed(ours, "pain.001.001.03").cstmr_cdt_trf_initn
    pain = importlib.import_module("pyiso20022.pain.pain_002_001_10.pain_002_001_10")
    refused = min(sent)
    def transaction(refund):
        reason = pain.StatusReasonInformation12(rsn=pain.StatusReason6Choice(cd="AC04"), addtl_inf=["account", "closed"])
        return pain.PaymentTransaction105(orgnl_end_to_end_id=refund, tx_sts="RJCT" if refund == refused else "ACCC",
                                          sts_rsn_inf=[reason] if refund == refused else [])
    original = pain.OriginalGroupHeader17(orgnl_msg_id=asked.grp_hdr.msg_id, orgnl_msg_nm_id="pain.001.001.03", grp_sts="PART")
    info = pain.OriginalPaymentInstruction32(orgnl_pmt_inf_id=asked.pmt_inf[0].pmt_inf_id, tx_inf_and_sts=[transaction(each) for each in sorted(sent)])
    header = pain.GroupHeader86(msg_id="S1", cre_dt_tm="2026-10-09T20:00:00+02:00")
    write(pain.Document(cstmr_pmt_sts_rpt=pain.CustomerPaymentStatusReportV10(
        grp_hdr=header, orgnl_grp_inf_and_sts=original, orgnl_pmt_inf_and_sts=[info])), path, "pain.002.001.10")


def write(message, path, kind):
    path.write_text(XmlSerializer().render(message, ns_map={None: f"urn:iso:std:iso:20022:tech:xsd:{kind}"}), encoding="utf-8")
    return path


def account_report(sent, path, kind):
    """A camt.053 or camt.054 of version .08 by pyiso20022: each refund booked."""
    name = kind.replace(".", "_")
    camt = importlib.import_module(f"pyiso20022.camt.{name}.{name}")
    is_statement = kind.startswith("camt.053")
    def find(*stems):
        """The class of that stem: numbers behind the names differ between the two messages."""
        for stem in stems:
            for each in dir(camt):
                if re.fullmatch(stem + r"\d*", each):
                    return getattr(camt, each)
        raise KeyError(stems)
    amount = lambda value: find("ActiveOrHistoricCurrencyAndAmount")(value=value, ccy="EUR")
    day = find("DateAndDateTime2Choice", "DateAndDateTimeChoice")(dt="2026-10-09")
    def entry(place, refund, value):
        details = camt.EntryTransaction10(refs=camt.TransactionReferences6(end_to_end_id=refund, acct_svcr_ref=f"B{place}"),
                                          amt=amount(value), cdt_dbt_ind="DBIT")
        return camt.ReportEntry10(amt=amount(value), cdt_dbt_ind="DBIT", sts=camt.EntryStatus1Choice(cd="BOOK"), bookg_dt=day, val_dt=day,
                                  acct_svcr_ref=f"B{place}", bk_tx_cd=camt.BankTransactionCodeStructure4(
                                      domn=camt.BankTransactionCodeStructure5(cd="PMNT", fmly=camt.BankTransactionCodeStructure6(cd="ICDT", sub_fmly_cd="ESCT"))),
                                  ntry_dtls=[camt.EntryDetails9(tx_dtls=[details])])
    entries = [entry(place, refund, value) for place, (refund, value) in enumerate(sorted(sent.items()), 1)]
    account = camt.CashAccount39(id=camt.AccountIdentification4Choice(iban="DE89370400440532013000"), ccy="EUR")
    header = camt.GroupHeader81(msg_id="N1", cre_dt_tm="2026-10-09T20:00:00+02:00")
    if is_statement:
        def balance(code, value):
            kind = camt.BalanceType13(cd_or_prtry=camt.BalanceType10Choice(cd=code))
            return camt.CashBalance8(tp=kind, amt=amount(value), cdt_dbt_ind="CRDT", dt=day)
        statement = camt.AccountStatement9(id="N1", cre_dt_tm="2026-10-09T20:00:00+02:00", acct=account, bal=[
            balance("OPBD", Decimal("900000.00")), balance("CLBD", Decimal("900000.00") - sum(sent.values()))], ntry=entries)
        message = camt.Document(bk_to_cstmr_stmt=camt.BankToCustomerStatementV08(grp_hdr=header, stmt=[statement]))
    else:
        told = camt.AccountNotification17(id="N1", cre_dt_tm="2026-10-09T20:00:00+02:00", acct=account, ntry=entries)
        message = camt.Document(bk_to_cstmr_dbt_cdt_ntfctn=camt.BankToCustomerDebitCreditNotificationV08(grp_hdr=header, ntfctn=[told]))
    return write(message, path, kind)


def answer(check, home, channel, path, count):
    took = home.call(ANSWER, "results", "import", path, "--channel", channel, statuses=(0, 65))
    check(f"{path.name} by pyiso20022, read by us", took["status"] == "applied" and took["applied"] == count and took["exceptions"] == 0,
          {key: took.get(key) for key in ("status", "records", "applied", "exceptions", "refusal", "notes") if took.get(key)})


# MARK: IBANs


def ibans(seed, count):
    chance = random.Random(seed)
    for place in range(count):
        text = ACCOUNTS[place % 6]
        for _ in range(chance.choice([0, 1, 1, 2])):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice("0123456789ABCXYZ") + text[at + 1:]
        if chance.random() < .1:
            text = text[:-1]
        yield text


def compare_ibans(check, home, seed, count):
    texts = list(ibans(seed, count))
    took = home.call(NOW, "orders", "import", home.table("ibans.csv", [
        order(10_000 + place, text, "bank03") for place, text in enumerate(texts)]))
    refused = set()
    if took["rejected"]:
        with open(home.folder / took["reports"] / "rejected.csv", newline="", encoding="utf-8-sig") as file:
            refused = {int(row["line"]) - 2 for row in csv.DictReader(file)}
    # What doesn't look like one is an account number of another kind, and the check digits are all that we know of one.
    meant = lambda text: bool(re.match(r"[A-Z]{2}[0-9]{2}", text))
    sound = lambda text: stdnum.iso7064.mod_97_10.is_valid(text[4:] + text[:4])
    differ = [text for place, text in enumerate(texts) if (place in refused) == (not meant(text) or sound(text))]
    check(f"{count:,} IBANs (seed {seed}), {len(refused):,} refused: python-stdnum agrees on the check digits", not differ, differ[:5])
    lost = [text for place, text in enumerate(texts) if place in refused and stdnum.iban.is_valid(text)]
    check("none refused that python-stdnum takes", not lost, lost[:5])
    national = {text for place, text in enumerate(texts) if meant(text) and place not in refused and not stdnum.iban.is_valid(text)}
    print(f"      taken though not of its country's shape: {sorted(national) or 'none'}")


def main():
    parser = argparse.ArgumentParser(prog="scripts/peers", description=__doc__.splitlines()[0])
    parser.add_argument("--refundry", required=True)
    parser.add_argument("--schemas", help="the folder of the official schemas; without it nothing is validated")
    parser.add_argument("--seed", type=int, default=20261129)
    options = parser.parse_args()
    check = Check()
    with tempfile.TemporaryDirectory(prefix="refundry-peers-") as folder:
        home = Home(folder, options.refundry)
        sent = send(home)
        for version in VERSIONS:
            path, refunds = sent[f"bank{version}"]
            if options.schemas:
                validate(check, path, f"{options.schemas}/pain.001.001.{version}.xsd")
            read_by_others(check, path, version, refunds)
        work = Path(folder)
        status = work / "pain.002.xml"
        status_report(sent["bank03"][1], status, sent["bank03"][0])
        answer(check, home, "bank03", status, len(sent["bank03"][1]))
        for channel, kind in (("bank09", "camt.054.001.08"), ("bank11", "camt.053.001.08")):
            report = account_report(sent[channel][1], work / f"{kind}.xml", kind)
            answer(check, home, channel, report, len(sent[channel][1]))
        statement = work / "camt.053.001.08.xml"
        transactions = Camt053Parser(statement.read_bytes()).get_transactions()
        check("the camt.053 by pycamt", {each.get("EndToEndId") for each in transactions} == set(sent["bank11"][1]))
        rows = CamtParser(str(statement)).get_transactions()
        check("the camt.053 by bankstatementparser", len(rows) == len(sent["bank11"][1]), f"{len(rows)} rows")
        verified = home.call(ANSWER, "verify")
        check("the home verifies", verified["ok"])
        compare_ibans(check, home, options.seed, 3_000)
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
