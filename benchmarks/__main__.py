"""All that is measured by `make bench`: `python -m benchmarks`."""

import sys

from benchmarks.everything import main

if __name__ == "__main__":
    sys.exit(main())
