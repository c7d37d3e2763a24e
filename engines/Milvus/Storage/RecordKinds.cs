namespace Lab.Engines.Milvus.Storage;

/// <summary>The kinds of records in the store.</summary>
internal static class RecordKinds
{
    public const string Database = "database";
    public const string Collection = "collection";
    public const string User = "user";
    public const string Role = "role";
}
