"""A journal entry."""

from hand import change

change("UPDATE journal SET by = 'Somebody Else' WHERE entry = 5")
print("entry 5")
