"""A byte of a submission that lies in the outbox."""

from hand import files, flip

place = files("outbox")[0]
flip(place)
print(place)
