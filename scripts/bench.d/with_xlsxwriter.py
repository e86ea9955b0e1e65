"""A CSV written as a spreadsheet by XlsxWriter, row by row: with_xlsxwriter.py CSV XLSX."""

import csv
import json
import sys

import xlsxwriter


def main():
    source, target = sys.argv[1:]
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("Refunds")
    bold = book.add_format({"bold": True})
    with open(source, newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        header = next(rows)
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, bold)
        numbers = {place for place, title in enumerate(header) if "amount" in title.split(" ")[0]}
        count = 0
        for count, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if not cell:
                    continue
                if column in numbers:
                    sheet.write_number(count, column, float(cell))
                else:
                    sheet.write_string(count, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(header) - 1)
    book.close()
    print(json.dumps({"rows": count}))


main()
