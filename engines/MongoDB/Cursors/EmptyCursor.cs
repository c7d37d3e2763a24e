using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Cursors;

/// <summary>The answer of a cursor that is done.</summary>
internal static class EmptyCursor
{
    public static BsonDocument Of(Namespace name) => Of(name.ToString(), []);

    public static BsonDocument Of(string name, BsonArray batch) =>
        new("cursor", new BsonDocument { { "firstBatch", batch }, { "id", 0L }, { "ns", name } });
}
