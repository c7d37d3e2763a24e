using System.Text.Json.Nodes;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of a request that reads records.</summary>
internal sealed record GetPayload(IReadOnlyList<string>? Ids, JsonObject? Where, JsonObject? WhereDocument, int? Limit, int? Offset, IReadOnlyList<string> Include);
