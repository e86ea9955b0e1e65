"""The merchant's number of a refund."""

from hand import change

change("UPDATE refunds SET number = number || '0' WHERE refund = 42")
print("refund 42")
