namespace Lab.Engines.MongoDB.Storage;

/// <summary>An open transaction, as the storage sees it.</summary>
internal interface ITransactionOwner
{
    /// <summary>The number of the last commit that it sees.</summary>
    long Snapshot { get; }

    /// <summary>Completed when it has ended.</summary>
    Task Ended { get; }
}
