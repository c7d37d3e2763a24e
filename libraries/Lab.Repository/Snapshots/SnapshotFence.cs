using System.Text.Json.Serialization;

namespace Lab.Repository.Snapshots;

/// <summary>Stands where a snapshot would have come to stand whose writer was taken for dead.</summary>
/// <param name="Fenced">When the writer's lock was broken.</param>
internal sealed record SnapshotFence([property: JsonPropertyName("fenced")] DateTimeOffset? Fenced);
