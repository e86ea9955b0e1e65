"""A rejected row is counted as accepted."""

from hand import change

change("UPDATE batches SET accepted = accepted + 1, rejected = rejected - 1 WHERE batch = 1")
print("batch 1")
