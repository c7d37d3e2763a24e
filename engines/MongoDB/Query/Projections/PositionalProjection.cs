using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>The positional operator <c>a.$</c>: only the element that the query matched.</summary>
internal sealed class PositionalProjection(FieldPath path) : ArrayProjection(path)
{
    protected override BsonArray Cut(BsonArray array, int? position) =>
        position is { } index && index < array.Count
            ? [array[index]]
            : throw CommandException.Location(51246, "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array");
}
