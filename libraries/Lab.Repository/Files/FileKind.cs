namespace Lab.Repository.Files;

/// <summary>What a path is.</summary>
internal enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A socket, pipe or device: nothing that a backup could hold.</summary>
    Other,
}
