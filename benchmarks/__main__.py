"""All that is measured by `make bench`: `python -m benchmarks`."""

import sys

from benchmarks.engines import main

if __name__ == "__main__":
    sys.exit(main())
