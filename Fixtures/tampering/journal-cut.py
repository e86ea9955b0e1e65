"""A journal entry is cut out."""

from hand import change

change("DELETE FROM journal WHERE entry = 7")
print("entry")
