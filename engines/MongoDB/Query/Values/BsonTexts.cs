using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Values as error messages show them.</summary>
internal static class BsonTexts
{
    private const int MaxLength = 200;

    private static readonly JsonWriterSettings Settings = new() { OutputMode = JsonOutputMode.Shell };

    /// <summary>The value as the shell would write it, cut to 200 characters.</summary>
    public static string Show(BsonValue? value)
    {
        if (value is null)
        {
            return "MISSING";
        }

        var text = value.ToJson(Settings);
        return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
    }
}
