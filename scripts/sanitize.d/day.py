"""A day with so many rows that they travel in several chunks through the pipelines of threads."""

import gzip
import subprocess

HEADER = "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime\n"
NOW = "2026-10-08T09:00:00+08:00"


def write(path, lines):
    with gzip.open(path, "wt", compresslevel=1) if path.endswith(".gz") else open(path, "w") as file:
        file.writelines(lines)


def write_files(folder, count):
    numbers = range(1, count + 1)
    write(f"{folder}/orders.csv.gz", [HEADER, *(
        f"2610021030151{number:08},995378,99537801,A-{number},USD,20.00,success,2026-10-02 10:30:15\n"
        for number in numbers)])
    write(f"{folder}/batch.csv", ["refund_number,payment_id,refund_amount,refund_description\n", *(
        f"R-{number},2610021030151{number:08},{'25.00' if number % 7 == 0 else '5.00'},reason {number % 5}\n"
        for number in numbers)])
    write(f"{folder}/batch.xml", ["<refund_batch>\n", *(
        f"<refund><refund_number>X-{number}</refund_number><payment_id>2610021030151{number:08}</payment_id>"
        "<refund_amount>1.00</refund_amount></refund>\n" for number in numbers), "</refund_batch>\n"])


def refund_id(serial):
    """417, ten digits, an ISO 7064 MOD 11,10 check digit."""
    digits = f"417{serial:010}"
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return digits + str((11 - product) % 10)


def write_results(folder, count):
    write(f"{folder}/results.csv", ["refund_id,result,refund_amount,refund_currency,reason_code\n", *(
        f"{refund_id(serial)},{'failed,,,AC04' if serial % 9 == 0 else 'success,5.00,USD,'}\n"
        for serial in range(1, count - count // 7 + 1))])


def play(program, scratch, variables, count):
    """Whether every command ended as it must."""
    home = f"{scratch}/home"
    write_files(scratch, count)
    write_results(scratch, count)
    steps = [
        ["init"], ["orders", "import", f"{scratch}/orders.csv.gz"],
        ["batches", "check", f"{scratch}/batch.csv", "--account", "995378"],
        ["batches", "import", f"{scratch}/batch.csv", "--account", "995378"],
        ["batches", "import", f"{scratch}/batch.xml", "--account", "995378"],
        ["submissions", "build"], ["results", "import", f"{scratch}/results.csv"], ["run"], ["verify"],
        ["backup", "--to", f"{scratch}/copy"], ["replay", "--into", f"{scratch}/twin"],
    ]
    is_good = True
    for step in steps:
        done = subprocess.run([program, "--home", home, "--now", NOW, *step], env=variables, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if step == ["init"]:
            with open(f"{home}/refundry.yaml", "w", encoding="utf-8") as file:
                file.write("home_number: 417\n")
        if done.returncode != 0:
            print(f"{' '.join(step)}: exit {done.returncode}: {done.stdout[-2000:]}")
            is_good = False
    return is_good
