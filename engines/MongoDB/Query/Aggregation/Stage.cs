using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>One stage of a pipeline.</summary>
internal abstract class Stage
{
    /// <summary>Whether it may only stand last, because it writes.</summary>
    public virtual bool Writes => false;

    /// <summary>Whether it may stand in a pipeline of $facet.</summary>
    public virtual bool AllowedInFacet => true;

    /// <summary>The collections it reads or writes.</summary>
    public virtual IEnumerable<PipelineNamespace> Collections => [];

    public abstract IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run);
}
