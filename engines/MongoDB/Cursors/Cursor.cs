using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Cursors;

/// <summary>An open result. It holds a chunk of documents at most, unless it had to sort or group.</summary>
internal sealed class Cursor : IAsyncDisposable
{
    private const int MaxBatchBytes = 16 * 1024 * 1024;

    private readonly CancellationTokenSource _killed = new();
    private readonly IAsyncEnumerator<BsonDocument> _documents;
    private readonly SemaphoreSlim _turn = new(1);
    private BsonDocument? _next;
    private bool _begun;

    /// <param name="name">The collection that it reads.</param>
    /// <param name="run">Makes the documents; its token is cancelled when the cursor is killed or its command's time is over.</param>
    public Cursor(Namespace name, Func<CancellationToken, IAsyncEnumerable<BsonDocument>> run)
    {
        Name = name;
        _documents = run(_killed.Token).GetAsyncEnumerator(_killed.Token);
    }

    public Namespace Name { get; }

    /// <summary>Its number, once it is registered; 0 before.</summary>
    public long Id { get; set; }

    /// <summary>The user who may read on, as a full name.</summary>
    public required string User { get; init; }

    /// <summary>The session that it belongs to, or null.</summary>
    public LogicalSession? Session { get; init; }

    /// <summary>The transaction that it belongs to, or null.</summary>
    public Transaction? Transaction { get; init; }

    public DateTimeOffset LastUsed { get; set; }

    public bool IsInUse => _turn.CurrentCount == 0;

    /// <summary>Reads the next documents.</summary>
    /// <param name="count">How many at most; a batch also ends at 16 MiB.</param>
    /// <param name="cancellationToken">Ends the cursor, too.</param>
    /// <returns>The documents, and whether there are more.</returns>
    public async Task<(BsonArray Batch, bool HasMore)> ReadAsync(long count, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            throw new CommandException(12051, "CursorInUse", $"cursor id {Id} is already in use");
        }

        try
        {
            await using (cancellationToken.Register(_killed.Cancel).ConfigureAwait(false))
            {
                return await ReadBatchAsync(count).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Kill() => _killed.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _killed.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        await _documents.DisposeAsync().ConfigureAwait(false);
        _killed.Dispose();
        _turn.Dispose();
    }

    private async Task<(BsonArray Batch, bool HasMore)> ReadBatchAsync(long count)
    {
        var batch = new BsonArray();
        if (count == 0)
        {
            return (batch, true);
        }

        if (!_begun)
        {
            _begun = true;
            await AdvanceAsync().ConfigureAwait(false);
        }

        var bytes = 0L;
        while (_next is not null && batch.Count < count)
        {
            bytes += BsonSize.Of(_next);
            if (bytes > MaxBatchBytes && batch.Count > 0)
            {
                break;
            }

            batch.Add(_next);
            await AdvanceAsync().ConfigureAwait(false);
        }

        return (batch, _next is not null);
    }

    private async Task AdvanceAsync() => _next = await _documents.MoveNextAsync().ConfigureAwait(false) ? _documents.Current : null;
}
