"""Makes the large malformed files: make.py FOLDER. Small ones stand in Tests/HostileTests; these are for the whole program."""

import gzip
import os
import sys

BATCH = "refund_number,payment_id,refund_amount,refund_description\n"
REFUND = "<refund><refund_number>KR-1</refund_number><payment_id>260921</payment_id></refund>"


def members(block, count):
    """So many times the block as gzip, one member each."""
    return gzip.compress(block, 9, mtime=0) * count


def files():
    megabyte = 1 << 20
    yield "line-1gb.csv.gz", members(b"x" * 16 * megabyte, 64), "FILE_UNSAFE"
    yield "records-of-separators.csv", (BATCH + ("," * 60_000 + "\n") * 16 + "\"").encode(), "FILE_UNREADABLE"
    yield "quote-over-a-file.csv", (BATCH + "\"" + "KR-1,1,1.00,x\n" * megabyte).encode(), "FILE_UNSAFE"
    yield "directives.csv", "".join(f"#key{n}=1\n" for n in range(megabyte)).encode(), "FILE_UNSAFE"
    yield "trailer.csv", (BATCH + "".join(f"#key{n}=1\n" for n in range(megabyte))).encode(), "FILE_UNSAFE"
    yield "columns.csv", ("refund_number," + ",".join(f"c{n}" for n in range(9000)) + "\n").encode(), "FILE_INCOMPLETE"
    yield "inflates-to-1gb.xml.gz", members(b" " * 16 * megabyte, 64), "FILE_UNSAFE"
    yield "gzip-in-gzip.csv.gz", gzip.compress(members(b"x" * megabyte, 64), mtime=0), "FILE_UNSAFE"
    yield "laughs.xml", laughs(), "FILE_UNSAFE"
    yield "outside.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><refund_batch>&e;</refund_batch>", "FILE_UNSAFE"
    yield "network.xml", b"<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><refund_batch/>", "FILE_UNSAFE"
    yield "utf16-doctype.xml", "<!DOCTYPE x><refund_batch/>".encode("utf-16"), "FILE_UNSAFE"
    yield "attributes.xml", start_tag(" ".join(f"a{n}=\"\"" for n in range(200_000))), "FILE_UNSAFE"
    yield "start-tag.xml", start_tag("a=\"" + "x" * 32 * megabyte), "FILE_UNSAFE"
    yield "end-tag.xml", b"<refund_batch></refund_batch" + b"x" * 32 * megabyte, "FILE_UNSAFE"
    yield "comment.xml", b"<refund_batch><!--" + b"x" * 32 * megabyte, "FILE_UNSAFE"
    yield "instruction.xml", b"<refund_batch><?x " + b"x" * 32 * megabyte, "FILE_UNSAFE"
    yield "section.xml", b"<refund_batch><![CDATA[" + b"x" * 32 * megabyte, "FILE_UNSAFE"
    yield "deep.xml", b"<d>" * 4 * megabyte, "FILE_UNSAFE"
    yield "wide.xml", b"<refund_batch>" + b"".join(b"<e%d/>" % n for n in range(megabyte)), "FILE_UNSAFE"
    yield "totals.xml", b"<refund_batch>" + b"<total>1</total>" * 2 * megabyte, "FILE_UNSAFE"
    yield "never-ends.xml", ("<refund_batch>" + REFUND * 2_000).encode(), "FILE_UNREADABLE"
    yield "archive.csv", b"PK\x03\x04" + os.urandom(megabyte), "FILE_UNREADABLE"
    yield "document.csv", b"%PDF-1.7\n\xff\xff" + bytes(megabyte), "FILE_UNREADABLE"


def laughs():
    entities = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE x [{''.join(entities)}]><refund_batch>&a9;</refund_batch>".encode()


def start_tag(inside):
    return f"<refund_batch {inside}".encode()


if __name__ == "__main__":
    folder = sys.argv[1]
    for name, content, code in files():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
        print(name, code)
