namespace Lab.Hosting.Clients.Milvus;

/// <summary>What a collection's rows consist of.</summary>
/// <param name="Fields">The fields; one of them the primary key, at least one a vector.</param>
public sealed record MilvusSchema(IReadOnlyList<MilvusField> Fields)
{
    /// <summary>Whether rows may have more than the declared fields.</summary>
    public bool HasDynamicFields { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";
}
