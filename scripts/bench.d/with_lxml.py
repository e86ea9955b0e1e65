"""What a camt.054 says of each transaction, by lxml's iterparse: with_lxml.py FILE. Nothing is kept but sums."""

import json
import sys
from decimal import Decimal

from lxml import etree

NAMESPACE = "{urn:iso:std:iso:20022:tech:xsd:camt.054.001.08}"


def main():
    count, total, paid = 0, Decimal(0), 0
    end, amount, mark = (NAMESPACE + name for name in ("EndToEndId", "Amt", "CdtDbtInd"))
    for _, element in etree.iterparse(sys.argv[1], tag=NAMESPACE + "Ntry"):
        for transaction in element.iter(NAMESPACE + "TxDtls"):
            total += Decimal(transaction.findtext(amount))
            paid += transaction.findtext(mark) == "DBIT"
            count += transaction.findtext(f"{NAMESPACE}Refs/{end}") is not None
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    print(json.dumps({"count": count, "paid": paid, "total": str(total)}))


main()
