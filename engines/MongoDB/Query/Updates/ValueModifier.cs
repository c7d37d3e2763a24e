using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>An operator that is a function of the value.</summary>
internal sealed class ValueModifier(Func<BsonValue?, string, UpdateContext, BsonValue?> apply, bool creates = true) : Modifier
{
    public override bool Creates => creates;

    public override BsonValue? Apply(BsonValue? current, string path, UpdateContext context) => apply(current, path, context);
}
