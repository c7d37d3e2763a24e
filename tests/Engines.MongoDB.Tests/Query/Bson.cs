using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;

namespace Lab.Engines.MongoDB.Tests.Query;

/// <summary>Documents and values written as in the shell.</summary>
internal static class Bson
{
    public static BsonDocument Doc(string json) => BsonDocument.Parse(json);

    public static BsonArray Array(string json) => BsonSerializer.Deserialize<BsonArray>(json);

    /// <summary>Compares types, too: 1 and NumberLong(1) are not the same.</summary>
    public static void ShouldBeExactly(this BsonValue? actual, BsonValue? expected) => Show(actual).ShouldBe(Show(expected));

    private static string Show(BsonValue? value) =>
        value is null ? "missing" : new BsonDocument("v", value).ToJson(new JsonWriterSettings { OutputMode = JsonOutputMode.CanonicalExtendedJson });

    public static BsonValue Value(string json) => Doc("{ v: " + json + " }")["v"];
}
