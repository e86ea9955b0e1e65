"""What a camt.054 says of each transaction, by lxml's iterparse: with_lxml.py FILE. Nothing is kept but sums."""

import json
import sys
from decimal import Decimal

from lxml import etree

NAMESPACE = "{urn:iso:std:iso:20022:tech:xsd:camt.054.001.08}"


def main():
    count, total, paid = 0, Decimal(0), 0
    end, amount, mark = (NAMESPACE + name for name in ("EndToEndId", "Amt", "CdtDbtInd"))
    for _, element in etree.iterparse(sys.argv[1], tag=NAMESPACE + "TxDtls"):
        refund = element.findtext(f"{NAMESPACE}Refs/{end}")
        total += Decimal(element.findtext(amount))
        paid += element.findtext(mark) == "DBIT"
        count += refund is not None
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    print(json.dumps({"count": count, "paid": paid, "total": str(total)}))


main()
