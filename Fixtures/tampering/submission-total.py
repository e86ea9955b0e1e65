"""A submission's control total."""

from hand import change, one

change("UPDATE submissions SET amount = amount + 1 WHERE submission = 2")
print(one("SELECT name FROM submissions WHERE submission = 2"))
