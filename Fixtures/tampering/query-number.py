"""A query number."""

from hand import change, db, refund_id

answer, serial = db.execute("SELECT answer, refund FROM answers WHERE query_number <> '' LIMIT 1").fetchone()
change(f"UPDATE answers SET query_number = '1' || query_number WHERE answer = {answer}")
print(refund_id(serial))
