"""The payment that a refund is of."""

from hand import change

change("UPDATE refunds SET payment_id = (SELECT payment_id FROM refunds WHERE refund = 44) WHERE refund = 43")
print("refund 43")
