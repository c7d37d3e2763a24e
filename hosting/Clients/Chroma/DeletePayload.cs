using System.Text.Json.Nodes;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of a request that deletes records.</summary>
internal sealed record DeletePayload(IReadOnlyList<string>? Ids, JsonObject? Where, JsonObject? WhereDocument);
