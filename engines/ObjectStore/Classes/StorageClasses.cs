using Lab.Engines.ObjectStore.Http;

namespace Lab.Engines.ObjectStore.Classes;

/// <summary>The storage classes of S3, with the days that each is charged for at least.</summary>
/// <remarks>"Comparing the Amazon S3 storage classes" and "Restoring an archived object" of the Amazon S3 user guide.</remarks>
internal static class StorageClasses
{
    public const string Standard = "STANDARD";

    private static readonly Dictionary<string, int> MinimumDays = new(StringComparer.Ordinal)
    {
        [Standard] = 0,
        ["REDUCED_REDUNDANCY"] = 0,
        ["STANDARD_IA"] = 30,
        ["ONEZONE_IA"] = 30,
        ["INTELLIGENT_TIERING"] = 0,
        ["GLACIER_IR"] = 90,
        ["GLACIER"] = 90,
        ["DEEP_ARCHIVE"] = 180,
    };

    public static IReadOnlyCollection<string> Names => MinimumDays.Keys;

    /// <exception cref="S3Exception">It is no class of this server.</exception>
    public static string Check(string? name) => string.IsNullOrEmpty(name) ? Standard
        : MinimumDays.ContainsKey(name) ? name
        : throw new S3Exception(400, "InvalidStorageClass", $"The storage class '{name}' is not valid; allowed are {string.Join(", ", MinimumDays.Keys)}.");

    public static int MinimumDaysOf(string name) => MinimumDays[name];

    /// <summary>Whether an object must be restored before it can be read.</summary>
    public static bool IsArchive(string name) => name is "GLACIER" or "DEEP_ARCHIVE";

    /// <summary>How long a retrieval takes, as documented, at the longest typical time.</summary>
    /// <exception cref="S3Exception">The class has no such tier.</exception>
    public static TimeSpan RetrievalTime(string name, string tier) => (name, tier) switch
    {
        ("GLACIER", "Expedited") => TimeSpan.FromMinutes(5),
        ("GLACIER", "Standard") => TimeSpan.FromHours(5),
        ("GLACIER", "Bulk") => TimeSpan.FromHours(12),
        ("DEEP_ARCHIVE", "Standard") => TimeSpan.FromHours(12),
        ("DEEP_ARCHIVE", "Bulk") => TimeSpan.FromHours(48),
        ("DEEP_ARCHIVE", "Expedited") => throw S3Exception.InvalidArgument("Retrieval option is not supported by this storage class"),
        _ => throw S3Exception.MalformedXml($"The tier '{tier}' is not valid; allowed are Expedited, Standard and Bulk."),
    };
}
