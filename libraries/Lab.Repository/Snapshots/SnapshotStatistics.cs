using System.Text.Json.Serialization;

namespace Lab.Repository.Snapshots;

/// <summary>What a snapshot holds and what it cost.</summary>
/// <param name="Entries">Paths of any type.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="UnreadBytes">Of these, bytes of files that were not read again since their metadata had not changed.</param>
/// <param name="NewBytes">Bytes in chunks that the repository did not have yet.</param>
/// <param name="StoredBytes">What was added to the repository for them, packed and encrypted.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record SnapshotStatistics(
    [property: JsonPropertyName("entries")] long Entries,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("unreadBytes")] long UnreadBytes,
    [property: JsonPropertyName("newBytes")] long NewBytes,
    [property: JsonPropertyName("storedBytes")] long StoredBytes,
    [property: JsonPropertyName("seconds")] double Seconds);
