using System.Text.Json.Serialization;

namespace Lab.Repository.Locks;

/// <summary>Who uses the repository: a sealed object under <c>locks/</c>.</summary>
/// <param name="Id">32 hexadecimal digits; also the first part of the ids of packs that the holder writes.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Host">The holder's machine.</param>
/// <param name="Space">Tells process numbers of one boot and container apart from those of others.</param>
/// <param name="Process">The holder's process number.</param>
/// <param name="ProcessStarted">When that process started; a number is given out again.</param>
/// <param name="Started">When the lock was taken.</param>
/// <param name="Refreshed">When the holder last said that it lives.</param>
/// <param name="Snapshot">The id of the snapshot that the holder will commit, or <see langword="null"/>.</param>
public sealed record LockRecord(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("purpose")] LockPurpose Purpose,
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("space")] string Space,
    [property: JsonPropertyName("process")] int Process,
    [property: JsonPropertyName("processStarted")] DateTimeOffset ProcessStarted,
    [property: JsonPropertyName("started")] DateTimeOffset Started,
    [property: JsonPropertyName("refreshed")] DateTimeOffset Refreshed,
    [property: JsonPropertyName("snapshot")] string? Snapshot);
