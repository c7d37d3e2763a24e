using System.Text.Json.Nodes;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of a request for the nearest records.</summary>
internal sealed record QueryPayload(
    IReadOnlyList<ReadOnlyMemory<float>> QueryEmbeddings, int NResults, IReadOnlyList<string>? Ids, JsonObject? Where, JsonObject? WhereDocument, IReadOnlyList<string> Include);
