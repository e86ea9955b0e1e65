"""The journal's end is cut off."""

from hand import change

change("DELETE FROM journal WHERE entry = (SELECT max(entry) FROM journal)")
print("journal")
