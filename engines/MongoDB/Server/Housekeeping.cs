using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Server;

/// <summary>What is done from time to time: expired documents, sessions, transactions and cursors go, and free pages return to the disk.</summary>
internal sealed class Housekeeping(ServerState server)
{
    private const int MaxDeletes = 10_000;
    private const int FreedPages = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(server.Settings.TtlInterval < Interval ? server.Settings.TtlInterval : Interval, server.TimeProvider);
        var next = server.TimeProvider.GetUtcNow() + server.Settings.TtlInterval;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                server.Sessions.Expire();
                await server.Cursors.ExpireAsync().ConfigureAwait(false);
                if (server.TimeProvider.GetUtcNow() >= next)
                {
                    next = server.TimeProvider.GetUtcNow() + server.Settings.TtlInterval;
                    await ExpireDocumentsAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task ExpireDocumentsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = server.TimeProvider.GetUtcNow();
            foreach (var collection in server.Store.Catalog.Collections)
            {
                foreach (var index in collection.Indexes.Where(index => index.ExpireAfterSeconds is not null && index.Fields.Count == 1))
                {
                    await ExpireAsync(collection, index, now, cancellationToken).ConfigureAwait(false);
                }
            }

            await server.Store.WriteAsync(
                unit =>
                {
                    RetryRecord.Expire(unit.Connection, now - TimeSpan.FromMinutes(SessionRegistry.TimeoutMinutes));
                    return 0;
                },
                cancellationToken).ConfigureAwait(false);
            await server.Store.ReleasePagesAsync(FreedPages, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException error)
        {
            server.Log.Write($"error: expired documents stay for now: {error.Message}");
        }
    }

    private async Task ExpireAsync(CollectionInfo known, IndexInfo index, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An array expires with its earliest date: a document goes when any of its dates is old enough.
        var limit = new BsonDateTime((now - TimeSpan.FromSeconds(index.ExpireAfterSeconds!.Value)).UtcDateTime);
        var query = new BsonDocument(index.Fields[0].Path.Text, new BsonDocument("$lt", limit));
        var filter = Filter.Parse(query);
        int deleted;
        do
        {
            deleted = await server.Store.WriteAsync(unit => Delete(unit, known.Name, index.Name, query, filter), cancellationToken).ConfigureAwait(false);
        }
        while (deleted == MaxDeletes);
    }

    private static int Delete(WriteUnit unit, Namespace name, string index, BsonDocument query, Filter filter)
    {
        if (unit.Find(name) is not { } collection || collection.FindIndex(index) is not { } current)
        {
            return 0;
        }

        var deleted = 0;
        foreach (var stored in unit.Read(Planner.Choose(collection, filter, query)))
        {
            var document = BsonBytes.Read(stored.Bytes);
            if (filter.Matches(document) && (current.Partial?.Matches(document) ?? true))
            {
                unit.Delete(collection, stored, document);
                if (++deleted == MaxDeletes)
                {
                    break;
                }
            }
        }

        return deleted;
    }
}
