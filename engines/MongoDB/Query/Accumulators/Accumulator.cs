using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>Gathers values, one after the other, into one.</summary>
internal abstract class Accumulator
{
    /// <summary>How many bytes of values it holds on to.</summary>
    public virtual long Bytes => 0;

    /// <summary>What has been gathered.</summary>
    public abstract BsonValue Result { get; }

    /// <param name="value">A value, or null for one that is missing.</param>
    public abstract void Add(BsonValue? value);
}
