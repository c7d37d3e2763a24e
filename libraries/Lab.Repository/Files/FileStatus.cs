namespace Lab.Repository.Files;

/// <summary>What the file system says of a path, a symbolic link itself and not what it points to.</summary>
/// <param name="Kind">File, folder, link or something that is not backed up.</param>
/// <param name="Mode">Permission bits, or null where there are none.</param>
/// <param name="User">Owner.</param>
/// <param name="Group">Group.</param>
/// <param name="Inode">Inode.</param>
/// <param name="Device">The file system's number.</param>
/// <param name="Links">Number of hard links.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Allocated">Bytes that are allocated on the disk.</param>
/// <param name="Modified">Nanoseconds since 1970.</param>
/// <param name="Changed">Nanoseconds since 1970, of the inode.</param>
internal sealed record FileStatus(FileKind Kind, int? Mode, uint? User, uint? Group, ulong? Inode, ulong Device, uint Links, long Size, long Allocated, long Modified, long? Changed);
