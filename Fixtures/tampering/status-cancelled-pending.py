"""A cancelled refund is called pending."""

from hand import change, one

serial = one("SELECT min(refund) FROM refund_states WHERE failure = 1")
change(f"UPDATE refund_states SET status = 0, failure = NULL WHERE refund = {serial}")
print(f"refund {serial}")
