"""Who cancelled a refund."""

from hand import change, one

serial = one("SELECT min(refund) FROM closings")
change(f"UPDATE closings SET by = 'Somebody Else' WHERE refund = {serial}")
print(f"refund {serial}")
