using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Sessions;

/// <summary>All logical sessions. One that is not used for 30 minutes ends; a transaction ends after 60 seconds.</summary>
internal sealed class SessionRegistry(DocumentStore store, TimeProvider timeProvider)
{
    public const int TimeoutMinutes = 30;
    private const int MaxSessions = 100_000;
    private const int MaxTransactions = 100;

    private static readonly TimeSpan TransactionLifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, LogicalSession> _sessions = new(StringComparer.Ordinal);
    private int _transactions;

    public int Count => _sessions.Count;

    public int OpenTransactions => Volatile.Read(ref _transactions);

    /// <summary>The session that a command names, made when it is new.</summary>
    /// <exception cref="CommandException">It is no session id, or there are too many.</exception>
    public LogicalSession Use(BsonValue lsid, string user)
    {
        var (id, key) = Identify(lsid, user);
        if (!_sessions.TryGetValue(id, out var session))
        {
            if (_sessions.Count >= MaxSessions)
            {
                throw new CommandException(ErrorCode.TooManyLogicalSessions, $"cannot add session into the cache: at most {MaxSessions} sessions are allowed");
            }

            session = _sessions.GetOrAdd(id, _ => new LogicalSession(id, key));
        }

        session.LastUsed = timeProvider.GetUtcNow();
        return session;
    }

    /// <summary>Ends a session, and returns it when it was known.</summary>
    public LogicalSession? End(BsonValue lsid, string user)
    {
        if (_sessions.TryRemove(Identify(lsid, user).Id, out var session))
        {
            Abort(session);
        }

        return session;
    }

    /// <summary>Begins a transaction; one that the session still has open is aborted.</summary>
    /// <exception cref="CommandException">The number is too old, or there are too many transactions.</exception>
    public Transaction Begin(LogicalSession session, long number)
    {
        lock (session.Lock)
        {
            var last = Math.Max(session.Transaction?.Number ?? -1, session.Committed);
            if (number <= last)
            {
                throw number < last
                    ? new CommandException(ErrorCode.TransactionTooOld, $"Cannot start transaction {number} on session {session.Id} because a newer transaction with txnNumber {last} has already started on this session.")
                    : new CommandException(117, "ConflictingOperationInProgress", $"Given transaction number {number} does not match any in-progress transactions. The active transaction number is {last}");
            }

            AbortLocked(session);
            if (Interlocked.Increment(ref _transactions) > MaxTransactions)
            {
                Interlocked.Decrement(ref _transactions);
                throw new CommandException(ErrorCode.LockTimeout, $"At most {MaxTransactions} transactions can be open at one time.") { IsTransient = true };
            }

            session.Transaction = new Transaction(store, number, timeProvider.GetUtcNow());
            return session.Transaction;
        }
    }

    /// <summary>The session's open transaction.</summary>
    /// <exception cref="CommandException">NoSuchTransaction, or TransactionCommitted.</exception>
    public static Transaction Continue(LogicalSession session, long number)
    {
        lock (session.Lock)
        {
            if (session.Transaction is { IsOpen: true } open && open.Number == number)
            {
                return open;
            }

            throw session.Committed == number
                ? new CommandException(ErrorCode.TransactionCommitted, $"Transaction with {{ txnNumber: {number} }} has been committed.")
                : session.Transaction?.Number == number
                    ? Transaction.NoSuchTransaction(number)
                    : new CommandException(ErrorCode.NoSuchTransaction, $"Given transaction number {number} does not match any in-progress transactions. The active transaction number is {session.Transaction?.Number ?? -1}") { IsTransient = true };
        }
    }

    /// <summary>Ends a transaction that its owner is done with, committed or not.</summary>
    public void Close(Transaction transaction)
    {
        if (transaction.IsOpen)
        {
            transaction.Dispose();
            Interlocked.Decrement(ref _transactions);
        }
    }

    /// <summary>Ends sessions and transactions whose time is over.</summary>
    public void Expire()
    {
        var now = timeProvider.GetUtcNow();
        foreach (var (id, session) in _sessions)
        {
            if (session.Transaction is { IsOpen: true } open && now - open.StartedAt > TransactionLifetime && open.Turn.Wait(0))
            {
                Close(open);
                open.Turn.Release();
            }

            if (now - session.LastUsed > TimeSpan.FromMinutes(TimeoutMinutes) && _sessions.TryRemove(id, out _))
            {
                Abort(session);
            }
        }
    }

    private void Abort(LogicalSession session)
    {
        lock (session.Lock)
        {
            AbortLocked(session);
        }
    }

    private void AbortLocked(LogicalSession session)
    {
        if (session.Transaction is not { IsOpen: true } open)
        {
            return;
        }

        // A command that is at work in it keeps it until it is done.
        open.Turn.Wait();
        Close(open);
        open.Turn.Release();
    }

    private static (string Id, byte[] Key) Identify(BsonValue lsid, string user)
    {
        if (lsid is not BsonDocument document || !document.TryGetValue("id", out var id) || id is not BsonBinaryData { SubType: BsonBinarySubType.UuidStandard, Bytes.Length: 16 } binary)
        {
            throw new CommandException(ErrorCode.InvalidUUID, "lsid.id must be a UUID (binary data of subtype 4)");
        }

        byte[] key = [.. binary.Bytes, .. SHA256.HashData(Encoding.UTF8.GetBytes(user))[..16]];
        return (Convert.ToHexStringLower(key), key);
    }
}
