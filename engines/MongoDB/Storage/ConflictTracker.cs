namespace Lab.Engines.MongoDB.Storage;

/// <summary>Which documents open transactions have changed, and which were changed since those began.</summary>
internal sealed class ConflictTracker
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(long Collection, long Row), ITransactionOwner> _held = [];
    private readonly Dictionary<(long Collection, long Row), long> _changed = [];
    private readonly List<ITransactionOwner> _open = [];

    public void Begin(ITransactionOwner transaction)
    {
        lock (_lock)
        {
            _open.Add(transaction);
        }
    }

    /// <summary>Frees the documents of a transaction that ended.</summary>
    public void End(ITransactionOwner transaction, IEnumerable<(long Collection, long Row)> held)
    {
        lock (_lock)
        {
            _open.Remove(transaction);
            foreach (var document in held)
            {
                if (_held.TryGetValue(document, out var owner) && ReferenceEquals(owner, transaction))
                {
                    _held.Remove(document);
                }
            }
        }
    }

    /// <summary>Holds a document for a transaction; false when another one holds it, or it was changed since the transaction's snapshot.</summary>
    public bool TryHold(ITransactionOwner transaction, long collection, long row)
    {
        lock (_lock)
        {
            if (_changed.TryGetValue((collection, row), out var at) && at > transaction.Snapshot)
            {
                return false;
            }

            return _held.TryAdd((collection, row), transaction) || ReferenceEquals(_held[(collection, row)], transaction);
        }
    }

    /// <summary>Notes a change outside transactions, or of the transaction that is being committed.</summary>
    /// <param name="writer">The transaction, or null.</param>
    /// <param name="collection">The collection's id.</param>
    /// <param name="row">The document's row.</param>
    /// <param name="commit">The number of the commit that will make it visible.</param>
    /// <exception cref="DocumentHeldException">Another transaction holds the document.</exception>
    public void Change(ITransactionOwner? writer, long collection, long row, long commit)
    {
        lock (_lock)
        {
            if (_held.TryGetValue((collection, row), out var owner) && !ReferenceEquals(owner, writer))
            {
                throw new DocumentHeldException(owner.Ended);
            }

            _changed[(collection, row)] = commit;
        }
    }

    /// <summary>Forgets changes that every open transaction sees.</summary>
    /// <param name="commit">The number of the commit that was made last.</param>
    public void Committed(long commit)
    {
        lock (_lock)
        {
            if (_changed.Count > 0 && _open.TrueForAll(transaction => transaction.Snapshot >= commit))
            {
                _changed.Clear();
            }
        }
    }
}
