"""The bank's side of an exception."""

from hand import change, one

number = one("SELECT min(exception) FROM exceptions")
change(f"UPDATE exceptions SET theirs = replace(theirs, '7', '8') WHERE exception = {number}")
print(f"exceptions {number} ")
