using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Server;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>A document that is to be inserted: with an _id as its first field, and within the limits.</summary>
internal readonly record struct NewDocument(byte[] Bytes, BsonDocument Document)
{
    /// <exception cref="CommandException">The document cannot be stored.</exception>
    public static NewDocument Prepare(byte[] bytes, DateTime now)
    {
        CheckSize(bytes.Length);
        BsonCheck.Document(bytes, BsonCheck.MaxDepth);
        BsonDocument document = new RawBsonDocument(bytes);
        if (!bytes.AsSpan(5).StartsWith("_id\0"u8))
        {
            document = BsonBytes.Read(bytes);
            var id = document.TryGetValue("_id", out var given) ? given : ObjectId.GenerateNewId(now);
            document.Remove("_id");
            document.InsertAt(0, new BsonElement("_id", id));
            bytes = BsonBytes.Write(document);
        }

        CheckId(document["_id"]);
        return new NewDocument(bytes, document);
    }

    /// <inheritdoc cref="Prepare(byte[], DateTime)"/>
    public static NewDocument Prepare(BsonDocument document)
    {
        CheckId(document["_id"]);
        var bytes = BsonBytes.Write(document);
        CheckStored(bytes);
        return new NewDocument(bytes, document);
    }

    /// <exception cref="CommandException">The document is too large or nested too deeply.</exception>
    public static void CheckStored(byte[] bytes)
    {
        CheckSize(bytes.Length);
        BsonCheck.Document(bytes, BsonCheck.MaxDepth);
    }

    private static void CheckSize(int length)
    {
        if (length > ServerState.MaxDocumentBytes)
        {
            throw new CommandException(ErrorCode.BSONObjectTooLarge, $"object to insert too large. size in bytes: {length}, max size: {ServerState.MaxDocumentBytes}");
        }
    }

    private static void CheckId(BsonValue id)
    {
        if (id is BsonArray or BsonRegularExpression or BsonUndefined)
        {
            throw new CommandException(ErrorCode.InvalidIdField, $"The '_id' value cannot be of type {(id is BsonArray ? "array" : id is BsonUndefined ? "undefined" : "regex")}");
        }

        if (id is BsonDocument document && document.Names.FirstOrDefault(n => n.StartsWith('$')) is { } name)
        {
            throw new CommandException(ErrorCode.DollarPrefixedFieldName, $"_id fields may not contain '$'-prefixed fields: {name} is not valid for storage.");
        }
    }
}
