"""The benchmark's second peer: the same job in DuckDB's SQL, set by set.

with_duckdb.py --home DIR --now TIME (orders FILE | batch FILE --account A | build | results FILE)

Its ledger makes the same promises: payment numbers and refund numbers are unique over all history, refunds are
indexed by order, and what a verb has answered is on the disk. What is left of an order is a windowed sum, and so
counts rows that were refused themselves because too little was left: those are the decisions that differ.
Not done: control totals, duplicate files, card numbers, check digits in refund_id, archive and journal.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import duckdb

SCHEMA = """
CREATE TABLE currencies (currency VARCHAR, exponent INTEGER);
INSERT INTO currencies VALUES ('USD', 2), ('EUR', 2), ('GBP', 2), ('CNY', 2), ('HKD', 2), ('JPY', 0), ('KRW', 0),
    ('KWD', 3), ('BHD', 3);
CREATE TABLE orders (
    order_id BIGINT NOT NULL, payment_id VARCHAR PRIMARY KEY, account VARCHAR NOT NULL, terminal VARCHAR NOT NULL,
    order_number VARCHAR NOT NULL, currency VARCHAR NOT NULL, amount BIGINT NOT NULL, paid BOOLEAN NOT NULL,
    paid_at TIMESTAMP NOT NULL, channel VARCHAR, method VARCHAR, chargeback BIGINT DEFAULT 0,
    elsewhere BIGINT DEFAULT 0);
CREATE TABLE batches (batch INTEGER, account VARCHAR, file VARCHAR, records BIGINT, accepted BIGINT);
CREATE TABLE refunds (
    refund_id BIGINT NOT NULL, batch INTEGER NOT NULL, line BIGINT NOT NULL, account VARCHAR NOT NULL,
    refund_number VARCHAR NOT NULL, order_id BIGINT NOT NULL, amount BIGINT NOT NULL, currency VARCHAR NOT NULL,
    description VARCHAR, accepted_at TIMESTAMP NOT NULL, status VARCHAR NOT NULL, submission INTEGER,
    query_number VARCHAR, bank_reference VARCHAR, reason_code VARCHAR, reason VARCHAR, finished_at TIMESTAMPTZ,
    UNIQUE (account, refund_number));
CREATE INDEX refunds_by_order ON refunds (order_id);
CREATE TABLE submissions (submission INTEGER, sequence INTEGER, currency VARCHAR, file VARCHAR, count BIGINT);

CREATE MACRO minor(value, exponent) AS (value::DECIMAL(18, 3) * (10 ** exponent)::INTEGER)::BIGINT;
CREATE MACRO amount_text(value, exponent) AS CASE exponent
    WHEN 0 THEN value::VARCHAR
    WHEN 2 THEN (value // 100)::VARCHAR || '.' || lpad((value % 100)::VARCHAR, 2, '0')
    ELSE (value // 1000)::VARCHAR || '.' || lpad((value % 1000)::VARCHAR, 3, '0') END;
CREATE MACRO identifier(value) AS ltrim(trim(coalesce(value, '')), '''`');
CREATE MACRO damaged(value) AS contains(value, '+') AND regexp_full_match(value, '[0-9]+([.,][0-9]+)?[Ee][+][0-9]+');
CREATE MACRO guarded(value) AS
    CASE WHEN regexp_matches(value, '^[=+@\\t\\r-]|^[0-9]{12,}$') THEN '''' || value ELSE value END;
"""


def open_ledger(home):
    home.mkdir(parents=True, exist_ok=True)
    fresh = not (home / "ledger.duckdb").exists()
    ledger = duckdb.connect(str(home / "ledger.duckdb"))
    ledger.execute(f"SET temp_directory = '{home / 'temporary'}'; SET TimeZone = 'Asia/Shanghai';"
                   "SET enable_progress_bar = false")
    if fresh:
        ledger.execute(SCHEMA)
    return ledger


def csv_source(path):
    return f"read_csv('{path}', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def publish(files, folder):
    for temporary, final in files:
        os.replace(temporary, final)
    sync(folder)


def one(ledger, query, values=None):
    return ledger.execute(query, values).fetchone()


# ── orders ──────────────────────────────────────────────────────────────────────────────────────────────

INCOMING = """
CREATE TEMP TABLE incoming AS
SELECT row_number() OVER () AS place, identifier(payment_id) AS payment_id, identifier(account) AS account,
    identifier(terminal) AS terminal, identifier(order_number) AS order_number, currency,
    CASE WHEN regexp_full_match(order_amount, '[0-9]{1,12}([.][0-9]{1,3})?')
        AND length(regexp_extract(order_amount, '[.](.*)', 1)) <= exponent
        THEN minor(order_amount, exponent) END AS amount,
    CASE WHEN payment_status IN ('success', '1') THEN true
        WHEN payment_status IN ('failed', '0', 'pending', '-1') THEN false END AS paid,
    try_cast(payment_datetime AS TIMESTAMP) AS paid_at, channel, payment_method
FROM SOURCE LEFT JOIN currencies ON currency = order_currency
"""
GOOD_ORDER = """
regexp_full_match(payment_id, '[A-Za-z0-9_-]{1,50}') AND regexp_full_match(account, '[A-Za-z0-9_-]{1,32}')
AND regexp_full_match(terminal, '[A-Za-z0-9_-]{1,32}') AND length(order_number) BETWEEN 1 AND 50
AND amount > 0 AND paid IS NOT NULL AND paid_at IS NOT NULL
"""
UPSERT = f"""
INSERT INTO orders (order_id, payment_id, account, terminal, order_number, currency, amount, paid, paid_at, channel,
    method)
SELECT $highest + place, * EXCLUDE (place) FROM incoming WHERE {GOOD_ORDER}
ON CONFLICT (payment_id) DO UPDATE SET paid = excluded.paid, method = excluded.method
WHERE orders.account = excluded.account
"""


def orders(ledger, home, arguments):
    ledger.execute("BEGIN")
    ledger.execute(INCOMING.replace("SOURCE", csv_source(arguments.file)))
    highest, = one(ledger, "SELECT coalesce(max(order_id), 0) FROM orders")
    stored, = one(ledger, UPSERT, {"highest": highest})
    records, = one(ledger, "SELECT count(*) FROM incoming")
    ledger.execute("COMMIT")
    return {"records": records, "changed": stored, "rejected": records - stored}


# ── batch ───────────────────────────────────────────────────────────────────────────────────────────────

# Two statements, as only the second one runs on all processors.
WRITTEN = "CREATE TEMP TABLE written AS SELECT row_number() OVER () + 1 AS line, * FROM SOURCE"
ASKED = """
CREATE TEMP TABLE asked AS
SELECT line, identifier(refund_number) AS number, identifier(payment_id) AS payment,
    identifier(order_number) AS order_key, identifier(terminal) AS terminal_key,
    trim(coalesce(refund_amount, '')) AS amount_text, upper(trim(coalesce(refund_currency, ''))) AS own_currency,
    coalesce(refund_description, '') AS description,
    CASE lower(trim(coalesce(refund_type, ''))) WHEN 'full' THEN 'full' WHEN '1' THEN 'full'
        WHEN 'partial' THEN 'partial' WHEN '2' THEN 'partial' WHEN '' THEN '' END AS kind
FROM written
"""
# Each row's order, the bearers of its order number, and an earlier use of its refund number.
FACTS = """
CREATE TEMP TABLE facts AS
WITH numbers AS (
    SELECT order_number, count(*) AS bearers, count(*) FILTER (paid) AS payers,
        CASE payers WHEN 0 THEN max(payment_id) ELSE max(payment_id) FILTER (paid) END AS payment_id
    FROM orders WHERE account = $account
        AND order_number IN (SELECT order_key FROM asked WHERE order_key <> '' AND NOT damaged(order_key))
    GROUP BY order_number),
keyed AS (
    SELECT a.*, payment <> '' AND NOT damaged(payment) AS by_payment,
        order_key <> '' AND NOT damaged(order_key) AS by_number, bearers, payers,
        CASE WHEN by_payment THEN payment
            WHEN by_number AND (payers = 1 OR bearers = 1) THEN n.payment_id END AS found_payment
    FROM asked a LEFT JOIN numbers n ON a.order_key = n.order_number)
SELECT k.* EXCLUDE (found_payment, bearers),
    o.order_id, o.payment_id, o.order_number, o.terminal, o.currency, o.amount AS order_amount, o.paid, o.paid_at,
    o.amount - chargeback - elsewhere AS bound, x.exponent, y.exponent AS own_exponent,
    u.batch AS used_batch, u.line AS used_line,
    CASE WHEN by_payment AND (o.order_id IS NULL OR (by_number AND bearers IS NULL)) THEN 'ORDER_NOT_FOUND'
        WHEN by_payment AND by_number AND o.order_number <> order_key THEN 'ORDER_CONFLICT'
        WHEN by_number AND NOT by_payment AND bearers IS NULL THEN 'ORDER_NOT_FOUND'
        WHEN by_number AND NOT by_payment AND payers > 1 THEN 'ORDER_AMBIGUOUS' END AS key_trouble
FROM keyed k LEFT JOIN (SELECT * FROM orders WHERE account = $account) o ON o.payment_id = k.found_payment
LEFT JOIN currencies x ON x.currency = o.currency
LEFT JOIN currencies y ON y.currency = k.own_currency
LEFT JOIN (SELECT * FROM refunds WHERE account = $account) u ON u.refund_number = k.number
"""
# What a row's own words and its order say, before it meets the other rows of the file.
ALONE = """
CREATE TEMP TABLE alone AS
WITH held AS (
    SELECT order_id, sum(amount) AS held, count(*) AS refunds,
        list(amount) FILTER (accepted_at >= $now::TIMESTAMP - INTERVAL 7 DAY) AS recent
    FROM refunds WHERE status <> 'failed' AND order_id IN (SELECT order_id FROM facts) GROUP BY order_id),
one AS (
    SELECT f.*, bound - coalesce(held, 0) AS available, coalesce(refunds, 0) AS refunds, recent,
        key_trouble IS NULL AND f.order_id IS NOT NULL AS is_found,
        number = '' OR (payment = '' AND order_key = '')
            OR (amount_text = '' AND kind IS DISTINCT FROM 'full') AS missing,
        (number <> '' AND NOT damaged(number) AND NOT regexp_full_match(number, '[A-Za-z0-9_|*@.-]{1,64}'))
            OR kind IS NULL OR length(description) > 255 OR length(order_key) > 50
            OR (payment <> '' AND NOT damaged(payment) AND NOT regexp_full_match(payment, '[A-Za-z0-9_-]{1,50}'))
            AS invalid,
        damaged(payment) OR damaged(order_key) OR damaged(number) OR damaged(terminal_key) AS spoilt,
        amount_text <> '' AND (NOT regexp_full_match(amount_text, '[0-9]{1,12}([.][0-9]+)?')
            OR ltrim(amount_text, '0.') = '') AS bad_amount,
        NOT bad_amount AND contains(amount_text, '.') AND length(amount_text) - strpos(amount_text, '.')
            > coalesce(own_exponent, if(is_found, exponent, NULL)) AS too_precise,
        own_currency <> '' AND own_exponent IS NULL AS no_currency,
        is_found AND terminal_key <> '' AND NOT damaged(terminal_key) AND terminal_key <> terminal
            AS other_terminal,
        is_found AND own_currency <> '' AND own_exponent IS NOT NULL AND own_currency <> currency
            AS other_currency,
        coalesce(is_found AND NOT paid, false)
            OR coalesce(by_number AND NOT by_payment AND payers = 0, false) AS unpaid,
        is_found AND paid_at < $now::TIMESTAMP - INTERVAL 365 DAY AS old
    FROM facts f LEFT JOIN held h ON h.order_id = f.order_id),
two AS (
    SELECT *, CASE WHEN is_found AND NOT missing AND NOT bad_amount AND coalesce(NOT too_precise, true)
            AND NOT no_currency AND NOT other_currency
        THEN CASE WHEN amount_text = '' THEN order_amount ELSE minor(amount_text, exponent) END END AS amount,
        coalesce(kind = 'full' AND amount <> order_amount, false) AS other_type
    FROM one)
SELECT line, number, order_id, payment_id, order_number, terminal, currency, order_amount, paid_at, exponent,
    used_batch, used_line, available, refunds, recent, is_found, unpaid, amount,
    concat_ws(' ',
        CASE WHEN missing THEN 'FIELD_MISSING' END,
        CASE WHEN invalid THEN 'FIELD_INVALID' END,
        CASE WHEN spoilt THEN 'IDENTIFIER_DAMAGED' END,
        CASE WHEN bad_amount THEN 'AMOUNT_INVALID' END,
        CASE WHEN too_precise THEN 'AMOUNT_TOO_PRECISE' END,
        CASE WHEN no_currency THEN 'CURRENCY_UNKNOWN' END,
        key_trouble,
        CASE WHEN other_terminal THEN 'TERMINAL_CONFLICT' END,
        CASE WHEN other_currency THEN 'CURRENCY_CONFLICT' END,
        CASE WHEN unpaid THEN 'ORDER_NOT_PAID' END,
        CASE WHEN old THEN 'ORDER_TOO_OLD' END,
        CASE WHEN other_type THEN 'TYPE_CONFLICT' END) AS first_codes,
    first_codes = '' AND used_batch IS NULL AND amount <= available AS fit
FROM two
"""
# What the rows of the file say to each other. Only orders with several rows need a window.
JUDGED = """
CREATE TEMP TABLE judged AS
WITH twice AS (
    SELECT number, min(line) FILTER (fit) AS first_line FROM alone GROUP BY number HAVING count(*) > 1),
numbered AS (
    SELECT a.*, first_line, coalesce(first_line < line, false) AS used_here
    FROM alone a LEFT JOIN twice USING (number)),
shared AS (
    SELECT order_id FROM alone WHERE order_id IS NOT NULL GROUP BY order_id HAVING count(*) > 1),
earlier AS (
    SELECT line, sum(amount) FILTER (fit AND NOT used_here) OVER before AS taken,
        count(*) FILTER (fit AND NOT used_here) OVER before AS siblings
    FROM (SELECT line, order_id, amount, fit, used_here FROM numbered WHERE order_id IN (SELECT * FROM shared))
    WINDOW before AS (PARTITION BY order_id ORDER BY line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
summed AS (
    SELECT n.*, available - coalesce(taken, 0) AS remaining, refunds + coalesce(siblings, 0) AS refunds_before,
        siblings IS NOT NULL AS with_siblings
    FROM numbered n LEFT JOIN earlier USING (line))
SELECT * EXCLUDE (first_codes, refunds, available, refunds_before, fit), concat_ws(' ', nullif(first_codes, ''),
    CASE WHEN used_batch IS NOT NULL OR used_here THEN 'REFUND_NUMBER_USED' END,
    CASE WHEN amount IS NOT NULL AND NOT unpaid AND remaining <= 0 THEN 'NOTHING_REFUNDABLE' END,
    CASE WHEN amount IS NOT NULL AND NOT unpaid AND remaining > 0 AND amount > remaining
        THEN 'EXCEEDS_REFUNDABLE' END,
    CASE WHEN is_found AND refunds_before >= 50 THEN 'TOO_MANY_REFUNDS' END) AS codes
FROM summed
"""
TAKEN = """
CREATE TEMP TABLE taken AS
WITH again AS (
    SELECT line, row_number() OVER (PARTITION BY order_id, amount ORDER BY line) > 1 AS again
    FROM judged WHERE codes = '' AND with_siblings)
SELECT $refund + row_number() OVER () AS refund_id, *
FROM (SELECT j.*, description, coalesce(again, false) OR coalesce(list_contains(recent, amount), false) AS warned
    FROM judged j JOIN asked USING (line) LEFT JOIN again USING (line) WHERE codes = '' ORDER BY line)
"""
KEEP = """
INSERT INTO refunds (refund_id, batch, line, account, refund_number, order_id, amount, currency, description,
    accepted_at, status)
SELECT refund_id, $batch, line, $account, number, order_id, amount, currency, description, $now::TIMESTAMP, 'pending'
FROM taken
"""
ACCEPTED = """
SELECT line, 41700000000000 + refund_id * 10 AS refund_id, number AS refund_number, payment_id, order_number,
    amount_text(amount, exponent) AS refund_amount, currency AS refund_currency,
    CASE WHEN warned THEN 'POSSIBLE_DUPLICATE' END AS warnings
FROM taken
"""
SENTENCES = {
    "FIELD_MISSING": ("'a required field is empty'", "'必填字段为空'"),
    "FIELD_INVALID": ("'a field has a wrong length or character'", "'字段长度或字符有误'"),
    "IDENTIFIER_DAMAGED": ("'a spreadsheet has damaged the number ' || keys", "'编号已被表格软件损坏：' || keys"),
    "AMOUNT_INVALID": ("amount_text || ' is no amount'", "amount_text || ' 不是有效金额'"),
    "AMOUNT_TOO_PRECISE": ("amount_text || ' has more decimals than the currency'",
                           "amount_text || ' 的小数位超过币种规定'"),
    "CURRENCY_UNKNOWN": ("own_currency || ' is no currency'", "own_currency || ' 不是有效币种'"),
    "ORDER_NOT_FOUND": ("'the account has no payment ' || keys", "'该账户没有支付 ' || keys"),
    "ORDER_CONFLICT": ("keys || ' name different payments'", "keys || ' 指向不同的支付'"),
    "ORDER_AMBIGUOUS": ("'several payments bear ' || keys", "'多笔支付使用 ' || keys"),
    "TERMINAL_CONFLICT": ("'the terminal of the order is ' || terminal", "'订单的终端号是 ' || terminal"),
    "CURRENCY_CONFLICT": ("'the currency of the order is ' || currency", "'订单的币种是 ' || currency"),
    "ORDER_NOT_PAID": ("'the payment was not successful: ' || keys", "'支付未成功：' || keys"),
    "ORDER_TOO_OLD": ("'paid too long ago: ' || paid_at", "'支付时间已超过期限：' || paid_at"),
    "TYPE_CONFLICT": ("'a full refund is ' || amount_text(order_amount, exponent) || ', not ' || amount_text",
                      "'全额退款应为 ' || amount_text(order_amount, exponent) || '，而非 ' || amount_text"),
    "REFUND_NUMBER_USED": (
        "number || ' was used before: ' || "
        "if(used_here, 'line ' || first_line, 'batch ' || used_batch || ', line ' || used_line)",
        "number || ' 已被使用：' || "
        "if(used_here, '第 ' || first_line || ' 行', '批次 ' || used_batch || ' 第 ' || used_line || ' 行')"),
    "NOTHING_REFUNDABLE": ("'nothing is left to refund'", "'已无可退金额'"),
    "EXCEEDS_REFUNDABLE": ("amount_text || ' asked, ' || amount_text(remaining, exponent) || ' refundable'",
                           "'申请 ' || amount_text || '，可退 ' || amount_text(remaining, exponent)"),
    "TOO_MANY_REFUNDS": ("'the order already has 50 refunds'", "'该订单的退款次数已达 50 次'"),
}


def rejected_query():
    def sentences(language):
        return ", ".join(f"CASE WHEN contains(codes, '{code}') THEN {texts[language]} END"
                         for code, texts in SENTENCES.items())
    return f"""
    WITH refused AS (
        SELECT j.* EXCLUDE (payment_id, order_number), w.* EXCLUDE (line, terminal), w.terminal AS given_terminal,
            amount_text, own_currency, concat_ws(' ', nullif(payment, ''), nullif(order_key, '')) AS keys
        FROM judged j JOIN written w USING (line) JOIN asked USING (line) WHERE codes <> '')
    SELECT guarded(refund_number) AS refund_number, guarded(payment_id) AS payment_id,
        guarded(order_number) AS order_number, guarded(given_terminal) AS terminal, refund_type,
        guarded(refund_amount) AS refund_amount, refund_currency, guarded(refund_description) AS refund_description,
        line, codes, concat_ws('; ', {sentences(0)}) AS message, concat_ws('；', {sentences(1)}) AS 说明
    FROM refused ORDER BY line"""


def batch(ledger, home, arguments):
    values = {"account": arguments.account, "now": arguments.now[:19]}
    ledger.execute("BEGIN")
    identity, = one(ledger, "SELECT coalesce(max(batch), 0) + 1 FROM batches")
    refund, = one(ledger, "SELECT coalesce(max(refund_id), 0) FROM refunds")
    folder = home / "reports" / "batches" / str(identity)
    folder.mkdir(parents=True, exist_ok=True)
    ledger.execute(WRITTEN.replace("SOURCE", csv_source(arguments.file)))
    ledger.execute(ASKED)
    ledger.execute(FACTS, {"account": arguments.account})
    ledger.execute(ALONE, {"now": values["now"]})
    ledger.execute(JUDGED)
    ledger.execute(TAKEN, {"refund": refund})
    ledger.execute(KEEP, {**values, "batch": identity})
    records, accepted = one(ledger, "SELECT count(*), count(*) FILTER (codes = '') FROM judged")
    ledger.execute("INSERT INTO batches VALUES ($1, $2, $3, $4, $5)",
                   [identity, arguments.account, str(arguments.file), records, accepted])
    files = [(folder / f"{name}.csv.tmp", folder / f"{name}.csv") for name in ("accepted", "rejected")]
    for (part, _), query in zip(files, (ACCEPTED, rejected_query())):
        ledger.execute(f"COPY ({query}) TO '{part}' (FORMAT csv, HEADER)")
        sync(part)
    ledger.execute("COMMIT")
    publish(files, folder)
    return {"batch": identity, "records": records, "accepted": accepted, "rejected": records - accepted,
            "reports": str(folder.relative_to(home))}


# ── submissions ─────────────────────────────────────────────────────────────────────────────────────────

LEAVING = """
CREATE TEMP TABLE leaving AS
SELECT 41700000000000 + r.refund_id * 10 AS refund_id, o.payment_id, o.terminal,
    amount_text(o.amount, exponent) AS order_amount, strftime(paid_at, '%Y-%m-%dT%H:%M:%S+08:00') AS order_datetime,
    CASE WHEN r.amount = o.amount THEN 'full' ELSE 'partial' END AS refund_type,
    amount_text(r.amount, exponent) AS refund_amount, r.currency AS refund_currency,
    description AS refund_description, r.amount AS minor_units
FROM refunds r JOIN orders o USING (order_id) JOIN currencies c ON c.currency = r.currency
WHERE r.status = 'pending'
"""
TOTALS = """
SELECT l.refund_currency, count(*), amount_text(sum(minor_units)::BIGINT, any_value(exponent)),
    sum(right(regexp_replace(payment_id, '[^0-9]', '', 'g'), 9)::BIGINT) % 1000000000000000
FROM leaving l JOIN currencies c ON c.currency = l.refund_currency GROUP BY l.refund_currency ORDER BY 1
"""


def build(ledger, home, arguments):
    outbox, staging = home / "outbox" / "default", home / "staging"
    for folder in (outbox, staging):
        folder.mkdir(parents=True, exist_ok=True)
    ledger.execute("BEGIN")
    ledger.execute(LEAVING)
    last, = one(ledger, "SELECT coalesce(max(submission), 0) FROM submissions")
    made, files = [], []
    for currency, count, total, hash_total in ledger.execute(TOTALS).fetchall():
        last += 1
        name = f"default-{last:06d}-{currency}.csv"
        rows, part = staging / f"{name}.rows", staging / name
        ledger.execute(f"COPY (SELECT * EXCLUDE (minor_units) FROM leaving WHERE refund_currency = '{currency}' "
                       f"ORDER BY refund_id) TO '{rows}' (FORMAT csv, HEADER)")
        with open(part, "wb") as out, open(rows, "rb") as body:
            out.write(f"#submission_id={last}\n#channel=default\n#sequence={last}\n#created={arguments.now}\n"
                      f"#currency={currency}\n".encode())
            shutil.copyfileobj(body, out, 1 << 20)
            out.write(f"#count={count}\n#total.{currency}={total}\n#hash_total={hash_total}\n".encode())
        rows.unlink()
        sync(part)
        ledger.execute("INSERT INTO submissions VALUES ($1, $1, $2, $3, $4)", [last, currency, name, count])
        files.append((part, outbox / name))
        made.append({"submission": last, "count": count, "file": f"outbox/default/{name}"})
    ledger.execute("UPDATE refunds SET status = 'submitted', submission = s.submission FROM submissions s "
                   "WHERE refunds.status = 'pending' AND s.currency = refunds.currency AND s.submission > $1",
                   [last - len(made)])
    ledger.execute("COMMIT")
    publish(files, outbox)
    return {"submissions": made}


# ── results ─────────────────────────────────────────────────────────────────────────────────────────────

ANSWERS = """
CREATE TEMP TABLE answers AS
SELECT (refund_id::BIGINT - 41700000000000) // 10 AS serial, * EXCLUDE (refund_id) FROM SOURCE
"""
APPLY = """
UPDATE refunds SET status = CASE result WHEN 'success' THEN 'succeeded' ELSE 'failed' END,
    query_number = a.query_number, bank_reference = a.bank_reference, reason_code = a.reason_code,
    reason = a.reason, finished_at = a.processed_at::TIMESTAMPTZ
FROM answers a, currencies c
WHERE a.serial = refunds.refund_id AND refunds.status = 'submitted' AND c.currency = refunds.currency
    AND (result = 'failed' OR (result = 'success' AND a.refund_currency = refunds.currency
        AND minor(a.refund_amount, exponent) = refunds.amount))
"""


def results(ledger, home, arguments):
    ledger.execute("BEGIN")
    ledger.execute(ANSWERS.replace("SOURCE", csv_source(arguments.file)))
    applied, = one(ledger, APPLY)
    records, = one(ledger, "SELECT count(*) FROM answers")
    ledger.execute("COMMIT")
    return {"records": records, "applied": applied, "exceptions": records - applied}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--now", required=True)
    parser.add_argument("--account")
    parser.add_argument("verb", choices=["orders", "batch", "build", "results"])
    parser.add_argument("file", nargs="?", type=Path)
    arguments = parser.parse_args()
    ledger = open_ledger(arguments.home)
    verb = {"orders": orders, "batch": batch, "build": build, "results": results}[arguments.verb]
    answer = verb(ledger, arguments.home, arguments)
    ledger.close()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
