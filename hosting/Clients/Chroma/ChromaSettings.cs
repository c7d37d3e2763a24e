namespace Lab.Hosting.Clients.Chroma;

/// <summary>Settings of the ChromaDB client, bound from the section <c>Lab:Clients:Chroma</c>.</summary>
/// <remarks>The connection string is an http or https address, or <c>Endpoint=http://host:port</c> with <c>Tenant=…</c> and <c>Database=…</c> if wanted.</remarks>
public sealed class ChromaSettings : ClientSettings;
