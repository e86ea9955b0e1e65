"""A pain.001 written by sepaxml from a CSV of payments: with_sepaxml.py PAYMENTS OUTPUT."""

import csv
import json
import sys
from datetime import date

from sepaxml import SepaTransfer


def main():
    payments, output = sys.argv[1:]
    sepa = SepaTransfer(
        {"name": "Refund Platform GmbH", "IBAN": "DE89370400440532013000", "BIC": "COBADEFFXXX", "batch": True,
         "currency": "EUR"}, schema="pain.001.001.09", clean=True)
    count = 0
    with open(payments, newline="", encoding="utf-8") as rows:
        for name, account, agent, minor, refund, text in csv.reader(rows):
            sepa.add_payment({"name": name, "IBAN": account, "BIC": agent, "amount": int(minor), "execution_date": date(2026, 10, 8),
                              "description": text, "endtoend_id": refund})
            count += 1
    with open(output, "wb") as file:
        file.write(sepa.export(validate=False))
    print(json.dumps({"count": count}))


main()
