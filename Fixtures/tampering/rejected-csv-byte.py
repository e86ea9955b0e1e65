"""A byte of a batch's rejected.csv."""

from hand import flip

flip("reports/batches/2/rejected.csv")
print("reports/batches/2/rejected.csv")
