using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Server;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>One command that runs.</summary>
internal sealed class CommandContext(ServerState server, ConnectionState connection, WireRequest request, string database, CancellationToken cancellationToken)
{
    public ServerState Server => server;

    public ConnectionState Connection => connection;

    public WireRequest Request => request;

    public string Database => database;

    public CancellationToken CancellationToken => cancellationToken;

    public BsonDocument Command => request.Command;

    public string Name => request.Command.GetElement(0).Name;

    public CommandArguments Arguments => new(Name, request.Command);

    public LogicalSession? Session { get; set; }

    /// <summary>The open transaction that the command is part of, or null.</summary>
    public Transaction? Transaction { get; set; }

    /// <summary>The number under which the write may be sent again, outside transactions; or null.</summary>
    public long? RetryNumber { get; set; }

    public DateTime Now { get; } = server.TimeProvider.GetUtcNow().UtcDateTime;

    public IReadView View => (IReadView?)Transaction ?? server.Committed;

    /// <summary>The collection that the command's first field names.</summary>
    public Namespace Target => Namespace.Parse(database, CollectionName(request.Command.GetElement(0).Value));

    /// <summary>The documents of a field, whether they came in the command or beside it.</summary>
    public IReadOnlyList<byte[]> Documents(string field)
    {
        if (request.Sequences.TryGetValue(field, out var sequence))
        {
            return sequence;
        }

        var array = Arguments.Array(field) ?? throw CommandException.Location(40414, $"BSON field '{Name}.{field}' is missing but a required field");
        return [.. array.Select(item => BsonBytes.Write(item as BsonDocument ?? throw new CommandException(ErrorCode.TypeMismatch, $"BSON field '{Name}.{field}' has an element that is no object")))];
    }

    /// <summary>Runs a command's writes: in the transaction, or durably; sent a second time under its number, it is answered as the first time.</summary>
    public async Task<BsonDocument> WriteAsync(Func<IDocumentWriter, BsonDocument> write)
    {
        if (Transaction is not null)
        {
            return write(Transaction);
        }

        if (Session is null || RetryNumber is not { } number)
        {
            return await server.Store.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }

        return await server.Store.WriteAsync(
            unit =>
            {
                var record = new RetryRecord(unit.Connection, Session.Key);
                if (record.Find(number) is { } known)
                {
                    return known;
                }

                var reply = write(unit);
                record.Save(number, reply, server.TimeProvider.GetUtcNow());
                return reply;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sure that the collection exists, for a write that would make it: a transaction's snapshot cannot.</summary>
    public async Task PrepareTargetAsync(Namespace name)
    {
        if (Transaction is not null && Transaction.Find(name) is null)
        {
            Transaction.Adopt(await server.Store.WriteAsync(unit => unit.FindOrCreate(name), cancellationToken).ConfigureAwait(false));
        }
    }

    private string CollectionName(BsonValue value) => value is BsonString text
        ? text.Value
        : throw new CommandException(ErrorCode.InvalidNamespace, $"collection name has invalid type {value.BsonType} in {Name}");
}
