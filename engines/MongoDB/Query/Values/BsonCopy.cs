using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Copies what can change, documents and arrays, and shares what cannot: all other values. Raw documents become ordinary ones.</summary>
internal static class BsonCopy
{
    public static BsonDocument Of(BsonDocument document)
    {
        var copy = new BsonDocument();
        foreach (var element in document.Elements)
        {
            copy.Add(element.Name, Of(element.Value));
        }

        return copy;
    }

    public static BsonArray Of(BsonArray array)
    {
        var copy = new BsonArray();
        foreach (var item in array)
        {
            copy.Add(Of(item));
        }

        return copy;
    }

    public static BsonValue Of(BsonValue value) => value switch
    {
        BsonDocument document => Of(document),
        BsonArray array => Of(array),
        _ => value,
    };
}
