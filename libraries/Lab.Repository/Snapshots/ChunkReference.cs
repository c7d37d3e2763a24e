using System.Text.Json.Serialization;
using Lab.Repository.Format;

namespace Lab.Repository.Snapshots;

/// <summary>A chunk of a stream.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Length">Its length in bytes.</param>
[JsonConverter(typeof(ChunkReferenceConverter))]
public readonly record struct ChunkReference(ChunkId Id, int Length);
