"""The errors that talkx raises: each names the file, the cause and the way out on one line."""

from __future__ import annotations


class TalkxError(Exception):
    """Something that the user, or a maintainer of talkx, has to mend."""


class ReadError(TalkxError):
    """An input could not be read: missing, empty, binary, badly encoded, too large, malformed."""


class DataError(TalkxError):
    """A data file of talkx or of the user is wrong: names the file, the entry and what was expected."""


class ModelMissing(TalkxError):
    """The embedded model is absent or damaged."""


class SettingsError(TalkxError):
    """A setting is unknown or has an unusable value: names where it was set."""


class WriteError(TalkxError):
    """An output could not be written: no permission, no space, not a folder."""


class InternalError(TalkxError):
    """talkx itself is wrong, not the input: an invariant of the record does not hold."""
