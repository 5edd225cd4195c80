"""Which errors of the system concern one entry, and which end the whole extraction."""

from __future__ import annotations

import errno

# The disk, the quota or the device is at fault: every further entry would meet the same.
_FATAL = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EIO,
        errno.EROFS,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.ESTALE,
        errno.ENODEV,
    }
)
# The file system cannot hold this very name: characters, encoding or length.
_NAME = frozenset({errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG})


def must_stop(error: OSError) -> bool:
    """Whether going on with the next entry makes no sense."""
    return error.errno in _FATAL


def refuses_name(error: OSError | UnicodeEncodeError) -> bool:
    """Whether another name could do."""
    return isinstance(error, UnicodeEncodeError) or error.errno in _NAME
