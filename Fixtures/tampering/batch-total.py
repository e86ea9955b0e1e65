"""A batch's total of one currency."""

from hand import change

change(
    "UPDATE batch_totals SET amount = amount + 5"
    " WHERE batch = 3 AND lane = (SELECT min(lane) FROM batch_totals WHERE batch = 3)")
print("batch 3")
