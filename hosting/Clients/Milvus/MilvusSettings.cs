namespace Lab.Hosting.Clients.Milvus;

/// <summary>Settings of the Milvus client, bound from the section <c>Lab:Clients:Milvus</c>.</summary>
/// <remarks>The connection string is <c>Endpoint=http://host:port;Key=user:password</c>, with <c>Database=…</c> if wanted.</remarks>
public sealed class MilvusSettings : ClientSettings;
