namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>A collection that a pipeline names.</summary>
/// <param name="Database">The database, or null for the one the command runs in.</param>
/// <param name="Collection">The collection.</param>
internal sealed record PipelineNamespace(string? Database, string Collection);
