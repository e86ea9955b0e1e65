"""A refund's amount."""

from hand import change, refund_id

change("UPDATE refunds SET amount = amount - 1 WHERE refund = 300")
print(refund_id(300))
