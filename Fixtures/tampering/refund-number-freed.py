"""A used refund number is made free."""

from hand import change

change("DELETE FROM refund_numbers WHERE number = (SELECT number FROM refunds WHERE refund = 45)")
print("refund 45")
