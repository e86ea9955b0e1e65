"""The day on which a merchant's file by profile leaves by credit transfer and to a wallet, and the banks answer in ISO 20022 and by
profile."""

import os

from day import Command, by_number, write

HEAD = "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,channel," \
       "creditor_name,creditor_account\n"
ZOE = "Zoe Muster,DE02120300000000202051"

PAYMENTS = {f"26101000000000001{number:02d}": channel for number, channel in
            enumerate([*["transfer"] * 4, *["wallet"] * 3, "transfer", "transfer"])}

# The number of the exception that lists refunds.
LISTING = 8

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"


def orders():
    return HEAD + "".join(f"{payment},6001,T6,X-{payment[-2:]},EUR,{80 + number}.00,success,2026-10-11 10:00:00,{channel},{ZOE}\n"
                          for number, (payment, channel) in enumerate(PAYMENTS.items()))


def batch():
    """Each of the payments in part; one of them asks for more than was paid."""
    asked = [30, 31, 32, 33, 34, 35, 999, 36, 37]
    rows = [f"D;X-{number};{payment};{asked[number]},00;EUR" for number, payment in enumerate(PAYMENTS)]
    return "\n".join(["H;X1", *rows, f"T;{len(rows)};{sum(asked)},00"]) + "\n"


def write_inputs(inputs):
    write(f"{inputs}/transfers.csv", orders())
    write(f"{inputs}/transfers-batch.csv", batch())
    write(f"{inputs}/transfers-cut.csv", batch().rsplit("T;", 1)[0])


def message_id(home):
    """MsgId of the one pain.001 that stands in the outbox."""
    folder = f"{home}/outbox/transfer"
    with open(f"{folder}/{os.listdir(folder)[0]}", encoding="utf-8") as file:
        return file.read().split("<MsgId>")[1].split("<")[0]


def status_report(inputs, refunds, home):
    """One of the transfers is rejected; what isn't listed waits for the statement."""
    known = by_number(refunds)
    write(f"{inputs}/report.xml", f'''<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{NAMESPACE}pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-10-12T09:40:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{message_id(home)}</OrgnlMsgId><OrgnlNbOfTxs>6</OrgnlNbOfTxs><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>{known["X-1"]["refund_id"]}</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
''')
    write(f"{inputs}/booked.xml", notification([entry(known["X-0"]), entry(known["X-2"], back=True), entry(known["X-3"], "9.99"),
                                                entry({"refund_id": "NOTPROVIDED", "refund_amount": "1.00"}), entry(known["X-7"]),
                                                entry(known["X-8"])]))
    write(f"{inputs}/returned.xml", notification([entry(known["X-0"], back=True)]))
    write(f"{inputs}/refused.xml", f'''<Document xmlns="{NAMESPACE}pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>{message_id(home)}</OrgnlMsgId><GrpSts>RJCT</GrpSts>
<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
''')


def entry(refund, amount=None, back=False):
    mark, family, reason = ("CRDT", "RRTN", "<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>") if back else ("DBIT", "ESCT", "")
    return f'''<Ntry><Amt Ccy="EUR">{amount or refund["refund_amount"]}</Amt><CdtDbtInd>{mark}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>{family}</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>{refund["refund_id"]}</EndToEndId></Refs>{reason}</TxDtls></NtryDtls></Ntry>'''


def notification(entries):
    body = "\n".join(entries)
    return f'''<Document xmlns="{NAMESPACE}camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id>
{body}
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
'''


def wallet_answers(inputs, refunds, home):
    """One is paid, one refused."""
    folder = f"{home}/outbox/wallet"
    with open(f"{folder}/{os.listdir(folder)[0]}", encoding="utf-8") as file:
        head, *rows, _ = file.read().splitlines()
    answered = [row[:30] + ("1    " if place == 0 else "2AC04") for place, row in enumerate(rows)]
    total = sum(int(row[15:27]) for row in rows)
    lines = [head[:9], *answered, f"T{len(rows):06d}{total:015d}"]
    write(f"{inputs}/wallet.txt", "".join(line.ljust(40) + "\n" for line in lines))


def drop_booked(inputs, home):
    folder = f"{home}/drop/results/transfer"
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with open(f"{inputs}/booked.xml", "rb") as file:
        write(f"{folder}/booked.xml", file.read())


def commands(inputs):
    chen, lin = ["--by", "Chen Jing"], ["--by", "Lin Yue"]
    at = "2026-10-12T{}:00".format

    def imported(name, file, clock, channel, prepare=None):
        return Command(f"results import {name}", ["results", "import", f"{inputs}/{file}", "--channel", channel], at(clock),
                       prepare=prepare)

    return [
        Command("orders import transfers", ["orders", "import", f"{inputs}/transfers.csv"], at("09:00")),
        Command("batches import cut", ["batches", "import", f"{inputs}/transfers-cut.csv", "--account", "6001", *chen],
                at("09:05"), exit=65, repeated=(65,)),
        Command("batches import transfers", ["batches", "import", f"{inputs}/transfers-batch.csv", "--account", "6001", *chen],
                at("09:10")),
        Command("submissions build transfers", ["submissions", "build"], at("09:20")),
        imported("report", "report.xml", "09:50", "transfer", status_report),
        imported("wallet", "wallet.txt", "10:00", "wallet", wallet_answers),
        Command("run with a notification", ["run"], at("10:30"), before=lambda home: drop_booked(inputs, home)),
        imported("return", "returned.xml", "11:00", "transfer"),
        # All of it, when three had been paid: one exception, and all three are reversed.
        imported("refused", "refused.xml", "11:10", "transfer"),
        Command("exceptions reverse all propose", ["exceptions", "resolve", str(LISTING), "--action", "reverse", "--note", "all back",
                                                   *chen], at("11:20")),
        Command("exceptions reverse all confirm", ["exceptions", "resolve", str(LISTING), "--action", "reverse", *lin], at("11:30")),
        Command("reports daily transfers", ["reports", "daily", "--date", "2026-10-12"], at("18:00")),
        # Whatever a run left half done, the next command that writes finishes or takes away.
        Command("exceptions comment transfers", ["exceptions", "comment", "3", "--note", "still open", *lin], at("18:10"),
                repeated=(0,)),
    ]
