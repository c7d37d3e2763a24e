namespace Lab.Catalog.Systems;

/// <param name="Name">The database's name on the server.</param>
/// <param name="SizeBytes">What it takes, in bytes; null where the engine does not tell.</param>
internal sealed record LiveDatabase(string Name, long? SizeBytes);
