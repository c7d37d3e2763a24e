namespace Lab.Hosting.EmbeddedClients;

/// <summary>The connection string of one named client, as a keyed service.</summary>
internal sealed record RedisConnectionString(string? Value);
