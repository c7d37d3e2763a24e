using Lab.Model.Values;

namespace Lab.Model.Backup;

/// <summary>The lab's own backup server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Capacity">How much it can hold.</param>
public sealed record BackupSite(string Name, ByteSize Capacity);
