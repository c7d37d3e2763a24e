using System.Collections.Frozen;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>The stages by name. Source: MongoDB manual, "Aggregation Stages".</summary>
internal static class Stages
{
    private static readonly FrozenDictionary<string, StageDefinition> ByName =
        new[] { TransformStages.All, FlowStages.All, UnwindStage.All, GroupStages.All, JoinStages.All, WriteStages.All }
            .SelectMany(family => family).ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>Known to MongoDB and refused here, by name.</summary>
    private static readonly FrozenSet<string> Refused = FrozenSet.Create(
        StringComparer.Ordinal,
        "$changeStream", "$changeStreamSplitLargeEvent", "$collStats", "$currentOp", "$densify", "$documents", "$fill", "$geoNear", "$graphLookup", "$indexStats",
        "$listLocalSessions", "$listSampledQueries", "$listSearchIndexes", "$listSessions", "$planCacheStats", "$rankFusion", "$redact", "$search", "$searchMeta",
        "$setWindowFields", "$shardedDataDistribution", "$vectorSearch");

    public static IEnumerable<string> Names => ByName.Keys;

    public static Stage Parse(BsonValue stage, ParseScope scope)
    {
        if (stage is not BsonDocument document)
        {
            throw new CommandException(ErrorCode.TypeMismatch, "Each element of the 'pipeline' array must be an object");
        }

        if (document.ElementCount != 1)
        {
            throw CommandException.Location(40323, "A pipeline stage specification object must contain exactly one field.");
        }

        var (name, argument) = (document.GetElement(0).Name, document[0]);
        return ByName.TryGetValue(name, out var known) ? known.Parse(argument, scope)
            : Refused.Contains(name) ? throw CommandException.NotSupported($"the stage {name}")
            : throw CommandException.Location(40324, $"Unrecognized pipeline stage name: '{name}'");
    }
}
