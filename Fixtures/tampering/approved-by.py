"""Who approved a batch."""

from hand import change, one

change("UPDATE approvals SET by = 'Somebody Else'")
print("journal entry " + str(one("SELECT entry FROM journal WHERE kind = 'approval'")))
