namespace Lab.Hosting.Clients.Milvus;

/// <summary>What a server says of its health.</summary>
/// <param name="IsHealthy">Whether all of its parts are healthy.</param>
/// <param name="Reasons">Why not.</param>
public sealed record MilvusHealth(bool IsHealthy, IReadOnlyList<string> Reasons);
