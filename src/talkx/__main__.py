"""`python -m talkx` is the command `talkx`."""

from __future__ import annotations

from talkx.cli import main

if __name__ == "__main__":
    main()
