using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$mergeObjects: the fields of all documents, later ones over earlier.</summary>
internal sealed class MergeAccumulator : Accumulator
{
    private readonly BsonDocument _merged = [];

    public override long Bytes => BsonSize.Of(_merged);

    public override BsonValue Result => _merged;

    public override void Add(BsonValue? value)
    {
        if (BsonTypes.IsNullish(value))
        {
            return;
        }

        _merged.Merge(
            value as BsonDocument ?? throw CommandException.Location(40400, $"$mergeObjects requires object inputs, but input {BsonTexts.Show(value)} is of type {BsonTypes.Name(value)}"),
            overwriteExistingElements: true);
    }
}
