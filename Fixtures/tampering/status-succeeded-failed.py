"""A succeeded refund is called failed."""

from hand import change, one

serial = one("SELECT min(refund) FROM refund_states WHERE status = 2")
change(f"UPDATE refund_states SET status = 3, failure = 3 WHERE refund = {serial}")
print(f"refund {serial}")
