namespace Lab.Catalog.Systems;

/// <summary>What a running system said about itself. What an engine does not tell is null.</summary>
/// <param name="Version">The server's version in its own words.</param>
/// <param name="UpSince">When the server started.</param>
/// <param name="SizeBytes">What its data takes, in bytes.</param>
/// <param name="Databases">Its databases.</param>
internal sealed record Facts(string? Version, DateTimeOffset? UpSince, long? SizeBytes, IReadOnlyList<LiveDatabase> Databases)
{
    /// <summary>What this engine has beside databases, for example the number of collections.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
