namespace Lab.Engines.Milvus.Access;

/// <summary>Who makes a call.</summary>
/// <param name="Name">The user.</param>
internal sealed record Caller(string Name);
