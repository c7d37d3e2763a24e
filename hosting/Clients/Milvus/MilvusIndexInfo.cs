namespace Lab.Hosting.Clients.Milvus;

/// <summary>What a server says of an index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field that it is on.</param>
/// <param name="Parameters">Its kind, metric and parameters as the server keeps them.</param>
/// <param name="IndexedRows">The rows that are in it.</param>
public sealed record MilvusIndexInfo(string Name, string Field, IReadOnlyDictionary<string, string> Parameters, long IndexedRows);
