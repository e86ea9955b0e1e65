"""An open exception is called resolved."""

from hand import change, one

number = one("SELECT min(exception) FROM exceptions")
change(f"UPDATE exceptions SET state = 'resolved' WHERE exception = {number}")
print(f"exception {number}")
