"""The command `talkx` with the stand-in for the pipeline: run as a script, so that every stream and code is real."""

from __future__ import annotations

import stand_in

from talkx import batch
from talkx.cli import main

if __name__ == "__main__":
    batch.load_extract = stand_in.load_extract
    main()
