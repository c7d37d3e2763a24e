using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Classes;

/// <summary>What time does to archived objects: retrievals take hours and copies go again.</summary>
internal sealed class Archive(ObjectStoreSettings settings, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A span of S3's time as this server keeps it.</summary>
    public TimeSpan Scale(TimeSpan span) => span * settings.GlacierTimeScale;

    /// <summary>Whether its bytes can be read now.</summary>
    public bool IsReadable(ObjectVersion version) => !StorageClasses.IsArchive(version.StorageClass) || (IsRestored(version) && version.RestoreExpires > Now);

    public bool IsRestoring(ObjectVersion version) => version.RestoreReady > Now;

    /// <exception cref="S3Exception">It is archived and no copy is there.</exception>
    public void RequireReadable(ObjectVersion version)
    {
        if (!IsReadable(version))
        {
            throw new S3Exception(403, "InvalidObjectState", $"The operation is not valid for the object's storage class: restore it from {version.StorageClass} first.");
        }
    }

    /// <summary>Asks for a copy, or for one that is there to stay longer.</summary>
    /// <exception cref="S3Exception">It is not archived, or a retrieval is under way.</exception>
    public ObjectVersion Restore(ObjectVersion version, int days, string tier)
    {
        if (!StorageClasses.IsArchive(version.StorageClass))
        {
            throw new S3Exception(403, "InvalidObjectState", $"Restore is not allowed for the object's current storage class, {version.StorageClass}.");
        }

        var duration = StorageClasses.RetrievalTime(version.StorageClass, tier);
        if (IsRestoring(version))
        {
            throw new S3Exception(409, "RestoreAlreadyInProgress", "Object restore is already in progress.");
        }

        var ready = IsReadable(version) ? version.RestoreReady!.Value : Now + Scale(duration);
        var from = IsReadable(version) ? Now : ready;
        return version with { RestoreReady = ready, RestoreDays = days, RestoreTier = tier, RestoreExpires = Expiry(from, days) };
    }

    /// <summary>The value of <c>x-amz-restore</c>; <see langword="null"/> where nothing is, or was, restored.</summary>
    public string? Header(ObjectVersion version) => version.RestoreReady is null ? null
        : IsRestoring(version) ? "ongoing-request=\"true\""
        : version.RestoreExpires > Now ? $"ongoing-request=\"false\", expiry-date=\"{version.RestoreExpires.Value.UtcDateTime:R}\""
        : null;

    private bool IsRestored(ObjectVersion version) => version.RestoreReady is { } ready && ready <= Now;

    /// <summary>S3 rounds up to the next midnight, UTC; where days are made shorter there is none to round to.</summary>
    private DateTimeOffset Expiry(DateTimeOffset from, int days)
    {
        var end = from + Scale(TimeSpan.FromDays(days));
        return settings.GlacierTimeScale < 1 || end.TimeOfDay == TimeSpan.Zero ? end : new DateTimeOffset(end.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
    }
}
