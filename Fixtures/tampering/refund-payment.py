"""The payment that a refund is of."""

from hand import change, refund_id

change("UPDATE refunds SET payment_id = (SELECT payment_id FROM refunds WHERE refund = 44) WHERE refund = 43")
print(refund_id(43))
