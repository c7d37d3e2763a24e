using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Classes;

/// <summary>What may not be deleted yet.</summary>
/// <remarks>"Locking objects with Object Lock" of the Amazon S3 user guide.</remarks>
internal static class ObjectLocks
{
    public const string BypassHeader = "x-amz-bypass-governance-retention";

    /// <exception cref="S3Exception">The version is held.</exception>
    public static void RequireDeletable(ObjectVersion version, bool bypass, DateTimeOffset now)
    {
        if (version.LegalHold || (version.RetainUntil > now && !(version.LockMode == "GOVERNANCE" && bypass)))
        {
            throw S3Exception.AccessDenied($"Access Denied because object protected by object lock: {(version.LegalHold ? "legal hold" : $"{version.LockMode} until {Xml.Time(version.RetainUntil!.Value)}")}.");
        }
    }

    /// <exception cref="S3Exception">The retention would become weaker, which its mode does not allow.</exception>
    public static ObjectVersion Retain(ObjectVersion version, string? mode, DateTimeOffset? until, bool bypass, DateTimeOffset now)
    {
        var weaker = until is null || until < version.RetainUntil || (version.LockMode == "COMPLIANCE" && mode != "COMPLIANCE");
        if (version.RetainUntil > now && weaker && !(version.LockMode == "GOVERNANCE" && bypass))
        {
            throw S3Exception.AccessDenied("Access Denied because object protected by object lock.");
        }

        return version with { LockMode = until is null ? null : mode, RetainUntil = until };
    }

    public static bool Bypasses(S3Request request) => string.Equals(request.Header(BypassHeader), "true", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="S3Exception">It is no mode.</exception>
    public static string CheckMode(string? mode) => mode is "GOVERNANCE" or "COMPLIANCE" ? mode : throw S3Exception.MalformedXml($"The retention mode '{mode}' is not valid; allowed are GOVERNANCE and COMPLIANCE.");

    public static DateTimeOffset CheckUntil(string? text, DateTimeOffset now) =>
        !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var until) ? throw S3Exception.MalformedXml("The retain until date is malformed.")
        : until <= now ? throw S3Exception.InvalidArgument("The retain until date must be in the future!")
        : until.ToUniversalTime();

    /// <summary>The lock that a new version gets: by its request, or by the bucket's default.</summary>
    public static ObjectVersion Apply(ObjectVersion version, S3Request request, Bucket bucket, DateTimeOffset now)
    {
        var (mode, until, hold) = (request.Header("x-amz-object-lock-mode"), request.Header("x-amz-object-lock-retain-until-date"), request.Header("x-amz-object-lock-legal-hold"));
        if (!bucket.ObjectLock && (mode ?? until ?? hold) is not null)
        {
            throw S3Exception.InvalidRequest("Bucket is missing Object Lock Configuration");
        }

        if (mode is null != until is null)
        {
            throw S3Exception.InvalidArgument("x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
        }

        var held = version with { LegalHold = hold switch { null or "OFF" => false, "ON" => true, _ => throw S3Exception.InvalidArgument("Legal Hold must be either of 'ON' or 'OFF'") } };
        return mode is not null ? held with { LockMode = CheckMode(mode), RetainUntil = CheckUntil(until, now) }
            : bucket.DefaultLockMode.Length > 0 ? held with { LockMode = bucket.DefaultLockMode, RetainUntil = now.AddDays(bucket.DefaultLockDays) }
            : held;
    }
}
