"""`python -m kit`."""

from kit.app.cli import main

if __name__ == "__main__":
    main()
