using Lab.Model.Values;

namespace Lab.Model.Backup;

/// <summary>The copies outside the lab.</summary>
/// <param name="StorageClass">The object store's storage class for bulk data, in S3's names, for example <c>GLACIER</c>.</param>
/// <param name="Copies">Which backups are copied.</param>
/// <param name="Keep">How long they are kept.</param>
public sealed record OffSiteCopy(string StorageClass, IReadOnlyList<BackupFrequency> Copies, Retention Keep);
