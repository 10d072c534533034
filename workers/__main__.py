"""`python -m workers`: a worker on the chosen server."""

from workers.process import leave, main

if __name__ == "__main__":
    leave(main())
