using System.Text.Json.Serialization;

namespace Lab.Repository.Snapshots;

/// <summary>How manifests and catalog entries are written as JSON.</summary>
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(SnapshotEntry))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
