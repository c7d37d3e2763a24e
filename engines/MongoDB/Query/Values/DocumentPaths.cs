using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Makes a document with another value at a path; what lies beside the path is shared with the original.</summary>
internal static class DocumentPaths
{
    /// <param name="document">The original, or null for an empty one.</param>
    /// <param name="path">The path; what is no document on the way gives way to one.</param>
    /// <param name="part">Where in the path the document stands.</param>
    /// <param name="value">The value, or null to take the field out.</param>
    public static BsonDocument Set(BsonDocument? document, FieldPath path, int part, BsonValue? value)
    {
        var output = new BsonDocument();
        output.AddRange((IEnumerable<BsonElement>)(document ?? []));
        var name = path.Parts[part];
        if (part < path.Length - 1)
        {
            var inner = output.TryGetValue(name, out var found) ? found as BsonDocument : null;
            if (inner is not null || value is not null)
            {
                output[name] = Set(inner, path, part + 1, value);
            }
        }
        else if (value is null)
        {
            output.Remove(name);
        }
        else
        {
            output[name] = value;
        }

        return output;
    }
}
