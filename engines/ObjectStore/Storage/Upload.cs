namespace Lab.Engines.ObjectStore.Storage;

/// <summary>A multipart upload that is under way: what its object will be.</summary>
internal sealed record Upload(string Id, string Bucket, string Key, DateTimeOffset Started, ObjectVersion Template);
