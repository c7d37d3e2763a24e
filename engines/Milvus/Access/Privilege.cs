namespace Lab.Engines.Milvus.Access;

/// <summary>What a call needs: a privilege on a kind of object.</summary>
/// <param name="Object">Collection, Global or User.</param>
/// <param name="Name">The privilege, as it is granted, without Milvus's prefix <c>Privilege</c>.</param>
internal sealed record Privilege(string Object, string Name);
