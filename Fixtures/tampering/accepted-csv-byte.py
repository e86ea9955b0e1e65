"""A byte of a batch's accepted.csv."""

from hand import flip

flip("reports/batches/1/accepted.csv")
print("reports/batches/1/accepted.csv")
