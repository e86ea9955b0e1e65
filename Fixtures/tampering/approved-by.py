"""Who approved a batch."""

from hand import change

change("UPDATE approvals SET by = 'Somebody Else'")
print("batch 2")
