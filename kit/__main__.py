"""`python -m kit`."""

from kit.desk.commands import main

if __name__ == "__main__":
    main()
