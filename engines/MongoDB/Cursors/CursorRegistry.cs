using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Sessions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Cursors;

/// <summary>The open cursors: up to a limit, and each for a time after its last use.</summary>
internal sealed class CursorRegistry(TimeProvider timeProvider, TimeSpan timeout)
{
    private const int MaxCursors = 1_000;

    private readonly ConcurrentDictionary<long, Cursor> _cursors = new();

    public int Count => _cursors.Count;

    public long TimedOut { get; private set; }

    /// <exception cref="CommandException">Too many cursors are open.</exception>
    public void Add(Cursor cursor)
    {
        if (_cursors.Count >= MaxCursors)
        {
            throw new CommandException(ErrorCode.ExceededMemoryLimit, $"At most {MaxCursors} cursors can be open at one time.");
        }

        cursor.LastUsed = timeProvider.GetUtcNow();
        do
        {
            cursor.Id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
        }
        while (cursor.Id == 0 || !_cursors.TryAdd(cursor.Id, cursor));
    }

    /// <exception cref="CommandException">CursorNotFound.</exception>
    public Cursor Get(long id)
    {
        if (!_cursors.TryGetValue(id, out var cursor))
        {
            throw new CommandException(ErrorCode.CursorNotFound, $"cursor id {id} not found");
        }

        cursor.LastUsed = timeProvider.GetUtcNow();
        return cursor;
    }

    public Cursor? Find(long id) => _cursors.GetValueOrDefault(id);

    public async Task CloseAsync(Cursor cursor)
    {
        if (cursor.Id == 0 || _cursors.TryRemove(cursor.Id, out _))
        {
            await cursor.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes the cursors that were not used for long, and those of ended transactions.</summary>
    public async Task ExpireAsync()
    {
        var now = timeProvider.GetUtcNow();
        foreach (var cursor in _cursors.Values.Where(c => !c.IsInUse && (now - c.LastUsed > timeout || c.Transaction is { IsOpen: false })))
        {
            TimedOut++;
            await CloseAsync(cursor).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the cursors of a session.</summary>
    public async Task CloseAsync(LogicalSession session)
    {
        foreach (var cursor in _cursors.Values.Where(c => ReferenceEquals(c.Session, session)))
        {
            await CloseAsync(cursor).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a cursor's first documents into an answer, and keeps it when there are more.</summary>
    public async Task<BsonDocument> FirstAsync(Cursor cursor, long batchSize, bool single, CancellationToken cancellationToken)
    {
        try
        {
            var (batch, hasMore) = await cursor.ReadAsync(batchSize, cancellationToken).ConfigureAwait(false);
            if (hasMore && !single)
            {
                Add(cursor);
            }

            var answer = new BsonDocument("cursor", new BsonDocument { { "firstBatch", batch }, { "id", cursor.Id }, { "ns", cursor.Name.ToString() } });
            if (cursor.Id == 0)
            {
                await cursor.DisposeAsync().ConfigureAwait(false);
            }

            return answer;
        }
        catch
        {
            await cursor.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
