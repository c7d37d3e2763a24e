namespace Lab.Hosting.Clients.Milvus;

/// <summary>What a server says of a collection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its number.</param>
/// <param name="Schema">Its fields.</param>
/// <param name="Aliases">Its other names.</param>
public sealed record MilvusCollectionInfo(string Name, long Id, MilvusSchema Schema, IReadOnlyList<string> Aliases);
