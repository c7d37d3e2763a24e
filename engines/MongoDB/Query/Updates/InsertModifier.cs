using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$setOnInsert: does nothing to a document that is there already.</summary>
internal sealed class InsertModifier(BsonValue operand) : Modifier
{
    public override BsonValue? Apply(BsonValue? current, string path, UpdateContext context) => context.IsInsert ? BsonCopy.Of(operand) : current;
}
