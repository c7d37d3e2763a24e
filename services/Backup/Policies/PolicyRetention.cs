using Lab.Model.Backup;

namespace Lab.Backup.Policies;

/// <param name="OnSite">How long backups stay on the lab's own server, as declared, for example <c>7 days</c>.</param>
/// <param name="OffSite">How long copies stay outside the lab.</param>
/// <param name="OffSiteCopies">Which backups are copied there.</param>
/// <param name="OffSiteStorageClass">The storage class of the copies.</param>
internal sealed record PolicyRetention(string OnSite, string OffSite, IReadOnlyList<BackupFrequency> OffSiteCopies, string OffSiteStorageClass);
