using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Keys;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Makes the error 11000 as MongoDB says it.</summary>
internal static class DuplicateKey
{
    public static CommandException Error(CollectionInfo collection, IndexInfo index, BsonDocument document, byte[] key)
    {
        var value = new BsonDocument();
        foreach (var field in index.Fields)
        {
            value.Add(field.Path.Text, ValueOf(document, field, index.Fields.Count == 1 ? key : null));
        }

        return new CommandException(ErrorCode.DuplicateKey, $"E11000 duplicate key error collection: {collection.Name} index: {index.Name} dup key: {Text(value)}")
        {
            Details = new BsonDocument { { "keyPattern", index.Key }, { "keyValue", value } },
        };
    }

    private static BsonValue ValueOf(BsonDocument document, IndexField field, byte[]? key)
    {
        var value = field.Path.Direct(document) ?? BsonNull.Value;
        return value is BsonArray array && key is not null
            ? array.FirstOrDefault(item => Matches(item, field, key)) ?? value
            : value;
    }

    private static bool Matches(BsonValue item, IndexField field, byte[] key)
    {
        var writer = new KeyWriter();
        writer.Field(item, field.Descending);
        return writer.Written.SequenceEqual(key);
    }

    private static string Text(BsonDocument value) =>
        "{ " + string.Join(", ", value.Elements.Select(e => $"{e.Name}: {(e.Value is BsonString text ? "\"" + text.Value + "\"" : e.Value is BsonObjectId id ? $"ObjectId('{id.Value}')" : e.Value.ToJson())}")) + " }";
}
