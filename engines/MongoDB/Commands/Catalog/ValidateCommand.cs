using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>validate: reads every document, and looks up each of its keys in each index; and counts the keys, so that none is too many.</summary>
internal sealed class ValidateCommand : ICommand
{
    private const int MaxErrors = 100;

    public CommandDescription Description { get; } = new("validate", Privilege.Schema) { Fields = ["full", "checkBSONConformance"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var collection = CatalogAccess.Require(context.Server.Store.Catalog, context.Target);
        return Task.FromResult(context.Server.Store.Readers.Read(connection =>
        {
            context.Server.Store.BeginSnapshot(connection);
            try
            {
                return Validate(connection, collection, context.CancellationToken);
            }
            finally
            {
                connection.Execute("COMMIT");
            }
        }));
    }

    private static BsonDocument Validate(SqliteConnection connection, CollectionInfo collection, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var keys = collection.Indexes.ToDictionary(index => index.Name, _ => 0L);
        var scan = new Scan(Plan.Whole(collection));
        var chunk = new List<StoredDocument>();
        var records = 0L;
        while (!scan.IsDone && errors.Count < MaxErrors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            chunk.Clear();
            scan.Read(connection, chunk, 1_000, 1 << 20);
            records += chunk.Count;
            chunk.ForEach(stored => Check(connection, collection, stored, keys, errors));
        }

        foreach (var index in collection.Indexes)
        {
            var statement = connection.Prepare($"SELECT count(*) FROM {index.Table}");
            statement.Step();
            if (statement.Integer(0) != keys[index.Name])
            {
                errors.Add($"index {index.Name} has {statement.Integer(0)} keys, the documents have {keys[index.Name]}");
            }

            statement.Reset();
        }

        return new BsonDocument
        {
            { "ns", collection.Name.ToString() },
            { "nrecords", records },
            { "nIndexes", collection.Indexes.Length },
            { "keysPerIndex", new BsonDocument(keys.Select(entry => new BsonElement(entry.Key, entry.Value))) },
            { "valid", errors.Count == 0 },
            { "warnings", new BsonArray() },
            { "errors", new BsonArray(errors) },
        };
    }

    private static void Check(SqliteConnection connection, CollectionInfo collection, StoredDocument stored, Dictionary<string, long> keys, List<string> errors)
    {
        try
        {
            BsonCheck.Document(stored.Bytes);
        }
        catch (CommandException error)
        {
            errors.Add($"document {stored.Row}: {error.Message}");
            return;
        }

        var document = BsonBytes.Read(stored.Bytes);
        foreach (var index in collection.Indexes)
        {
            foreach (var key in index.KeysOf(document))
            {
                keys[index.Name]++;
                var statement = connection.Prepare($"SELECT 1 FROM {index.Table} WHERE key = ?1 AND row = ?2").Bind(1, key).Bind(2, stored.Row);
                if (!statement.Step())
                {
                    errors.Add($"document {stored.Row} is missing in index {index.Name}");
                }

                statement.Reset();
            }
        }
    }
}
