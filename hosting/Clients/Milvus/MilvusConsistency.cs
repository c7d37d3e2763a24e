namespace Lab.Hosting.Clients.Milvus;

/// <summary>Which writes a search must see.</summary>
public enum MilvusConsistency
{
    /// <summary>All that were answered before it: it may wait for them.</summary>
    Strong,

    /// <summary>Those that happen to be there: it waits for nothing.</summary>
    Eventual,
}
