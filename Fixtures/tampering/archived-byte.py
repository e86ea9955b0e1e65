"""A byte of an archived file."""

import os

from hand import files, flip

place = files("archive")[0]
flip(place)
print(os.path.basename(place))
