"""Run the command line with ``python -m rvp_alloc``."""

from rvp_alloc.cli import main

if __name__ == "__main__":
    main()
