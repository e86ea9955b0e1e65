"""A refund's amount."""

from hand import change

change("UPDATE refunds SET amount = amount - 1 WHERE refund = 300")
print("refund 300")
