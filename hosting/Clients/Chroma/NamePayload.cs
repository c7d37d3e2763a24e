namespace Lab.Hosting.Clients.Chroma;

/// <summary>The body of a request that makes a tenant or a database.</summary>
internal sealed record NamePayload(string Name);
