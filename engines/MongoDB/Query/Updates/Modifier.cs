using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>What an update operator does to the value at its path.</summary>
internal abstract class Modifier
{
    /// <summary>Whether it makes the documents on a path that does not exist; what only takes away does not.</summary>
    public virtual bool Creates => true;

    /// <param name="current">The value, or null when there is none.</param>
    /// <param name="path">The path, for messages.</param>
    /// <param name="context">What is known beside the value.</param>
    /// <returns>The new value; the same object when nothing changes; null for no value.</returns>
    public abstract BsonValue? Apply(BsonValue? current, string path, UpdateContext context);
}
