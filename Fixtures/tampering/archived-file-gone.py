"""An archived file is gone."""

import os

from hand import HOME, files

place = files("archive")[0]
os.remove(f"{HOME}/{place}")
print(os.path.basename(place))
