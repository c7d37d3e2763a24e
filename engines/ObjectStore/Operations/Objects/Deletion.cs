namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>What a deletion did.</summary>
/// <param name="VersionId">The version that was made or removed; <see langword="null"/> where the bucket keeps none.</param>
/// <param name="IsDeleteMarker">Whether that is a delete marker.</param>
internal sealed record Deletion(string? VersionId, bool IsDeleteMarker);
