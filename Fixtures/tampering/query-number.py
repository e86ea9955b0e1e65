"""A query number."""

from hand import change, db

answer, file = db.execute("SELECT answer, file FROM answers WHERE query_number <> '' LIMIT 1").fetchone()
change(f"UPDATE answers SET query_number = '1' || query_number WHERE answer = {answer}")
print(f"file {file}")
