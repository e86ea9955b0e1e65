"""The figures of a rejection code."""

from hand import change

change(
    "UPDATE batch_codes SET rows = rows + 1 WHERE (batch, place, currency) IN"
    " (SELECT batch, place, currency FROM batch_codes WHERE batch = 1 LIMIT 1)")
print("batch 1")
