namespace Lab.Engines.ObjectStore.Storage;

/// <summary>A part of a multipart upload.</summary>
internal sealed record Part(int Number, Segment Segment, string ETag, string? Checksum, DateTimeOffset Modified);
