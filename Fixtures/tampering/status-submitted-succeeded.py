"""A submitted refund is called succeeded."""

from hand import change, one

serial = one("SELECT min(refund) FROM refund_states WHERE status = 1")
change(f"UPDATE refund_states SET status = 2 WHERE refund = {serial}")
print(f"refund {serial}")
