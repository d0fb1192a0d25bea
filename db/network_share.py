"""Where a file lies: SQLite's locks hold on a local disk only."""

from __future__ import annotations

from pathlib import Path

_NETWORK_KINDS = frozenset(
    """
    nfs nfs4 cifs smb smb2 smb3 smbfs afpfs afs ncpfs 9p davfs fuse.davfs2 fuse.sshfs fuse.rclone glusterfs
    fuse.glusterfs ceph fuse.ceph lustre gpfs gfs2 ocfs2 beegfs coda webdav vboxsf prl_fs
    """.split()  # noqa: SIM905 - a list of forty lines would not read better
)


def network_kind(path: Path) -> str | None:
    """The kind of network share that `path` lies on, or None on a local disk."""
    import psutil  # a hall on PostgreSQL does not wait for it to be loaded

    place = path.absolute()
    if str(place).startswith(("\\\\", "//")):
        return "UNC"
    mounts = [
        mount for mount in psutil.disk_partitions(all=True) if place.is_relative_to(Path(mount.mountpoint))
    ]
    if not mounts:
        return None
    # A later mount on the same place hides an earlier one, so the last of the longest counts.
    nearest = max(enumerate(mounts), key=lambda pair: (len(pair[1].mountpoint), pair[0]))[1]
    if nearest.fstype.lower() in _NETWORK_KINDS or "remote" in nearest.opts.split(","):
        return nearest.fstype or "remote"
    return None
