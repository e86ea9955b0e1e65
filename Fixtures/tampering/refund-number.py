"""The merchant's number of a refund."""

from hand import change, refund_id

change("UPDATE refunds SET number = number || '0' WHERE refund = 42")
print(refund_id(42))
