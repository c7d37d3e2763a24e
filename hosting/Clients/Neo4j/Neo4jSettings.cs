namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Settings of the Neo4j client, bound from the section <c>Lab:Clients:Neo4j</c>.</summary>
/// <remarks>The connection string is an http or https address, or <c>Endpoint=http://host:port;Username=…;Password=…</c> with <c>Database=…</c> if wanted.</remarks>
public sealed class Neo4jSettings : ClientSettings;
