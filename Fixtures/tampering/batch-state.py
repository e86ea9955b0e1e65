"""An approved batch is called declined."""

from hand import change

change("UPDATE batches SET state = 'declined' WHERE batch = 2")
print("batch 2")
