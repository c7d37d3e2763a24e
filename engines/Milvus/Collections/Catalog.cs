using System.Collections.Immutable;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Storage;

namespace Lab.Engines.Milvus.Collections;

/// <summary>All databases and collections. Reading takes no lock; changes are made one after the other, stored before they are seen.</summary>
internal sealed class Catalog : IDisposable
{
    public const string DefaultDatabase = "default";

    private readonly Store store;
    private readonly MemoryBudget budget;
    private readonly SemaphoreSlim changing = new(1, 1);
    private ImmutableDictionary<string, DatabaseRecord> databases = ImmutableDictionary.Create<string, DatabaseRecord>(StringComparer.Ordinal);
    private ImmutableDictionary<(string Database, string Name), Collection> collections = ImmutableDictionary<(string, string), Collection>.Empty;
    private ImmutableDictionary<(string Database, string Alias), Collection> aliases = ImmutableDictionary<(string, string), Collection>.Empty;

    private Catalog(Store store, HybridClock clock, MemoryBudget budget)
    {
        this.store = store;
        this.budget = budget;
        Clock = clock;
    }

    /// <summary>Gives out ids and timestamps.</summary>
    public HybridClock Clock { get; }

    public IEnumerable<DatabaseRecord> Databases => databases.Values.OrderBy(database => database.Id);

    public static async Task<Catalog> OpenAsync(Store store, HybridClock clock, MemoryBudget budget)
    {
        var catalog = new Catalog(store, clock, budget);
        foreach (var database in store.Read(RecordKinds.Database, DatabaseRecord.Parser))
        {
            catalog.databases = catalog.databases.SetItem(database.Name, database);
            clock.StayAbove(database.Id);
        }

        foreach (var record in store.Read(RecordKinds.Collection, CollectionRecord.Parser))
        {
            var collection = catalog.Open(record);
            collection.Rows.Restore(store.ReadChanges(record.Id));
            clock.StayAbove(Math.Max(record.Id, collection.Rows.HighestKey));
            catalog.Show(collection);
        }

        if (!catalog.databases.ContainsKey(DefaultDatabase))
        {
            await catalog.CreateDatabaseAsync(DefaultDatabase, CancellationToken.None).ConfigureAwait(false);
        }

        return catalog;
    }

    public IEnumerable<Collection> CollectionsOf(string database)
    {
        RequireDatabase(database);
        return collections.Where(pair => pair.Key.Database == database).Select(pair => pair.Value).OrderBy(collection => collection.Id);
    }

    public DatabaseRecord RequireDatabase(string name) => databases.GetValueOrDefault(name) ?? throw CallException.DatabaseNotFound(name);

    /// <summary>Finds a collection by its name or an alias.</summary>
    public Collection? Find(string database, string name)
    {
        RequireDatabase(database);
        return collections.GetValueOrDefault((database, name)) ?? aliases.GetValueOrDefault((database, name));
    }

    public Collection? FindAlias(string database, string alias)
    {
        RequireDatabase(database);
        return aliases.GetValueOrDefault((database, alias));
    }

    public Collection Require(string database, string name) => Find(database, name) ?? throw CallException.CollectionNotFound(database, name);

    public Collection? Find(string database, long id) => CollectionsOf(database).FirstOrDefault(collection => collection.Id == id);

    public Task CreateDatabaseAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            if (databases.ContainsKey(name))
            {
                throw CallException.Unexpected($"database already exist: {name}");
            }

            var id = Clock.Next();
            var database = new DatabaseRecord { Id = id, Name = name, Created = (ulong)id };
            await store.CommitAsync(transaction => transaction.Put(RecordKinds.Database, name, database)).ConfigureAwait(false);
            databases = databases.SetItem(name, database);
        },
        cancellationToken);

    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            if (name == DefaultDatabase)
            {
                throw CallException.Unexpected("can not drop default database");
            }

            if (!databases.ContainsKey(name))
            {
                return;
            }

            if (CollectionsOf(name).Any())
            {
                throw CallException.Unexpected($"database:{name} not empty, must drop all collections before drop database");
            }

            await store.CommitAsync(transaction => transaction.Remove(RecordKinds.Database, name)).ConfigureAwait(false);
            databases = databases.Remove(name);
        },
        cancellationToken);

    /// <summary>Creates a collection, unless the same is there.</summary>
    public Task CreateAsync(CollectionRecord record, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            RequireDatabase(record.Database);
            if (aliases.ContainsKey((record.Database, record.Name)))
            {
                throw new CallException(1601, Lab.Milvus.Protocol.ErrorCode.UnexpectedError, $"collection name [{record.Name}] conflicts with an existing alias, please choose a unique name");
            }

            if (collections.GetValueOrDefault((record.Database, record.Name)) is { } existing)
            {
                if (existing.Record.Schema.Equals(record.Schema) && existing.Record.Shards == record.Shards)
                {
                    return;
                }

                throw CallException.Unexpected($"create duplicate collection with different parameters, collection: {record.Name}");
            }

            await store.CommitAsync(transaction => transaction.Put(RecordKinds.Collection, Key(record), record)).ConfigureAwait(false);
            Show(Open(record));
        },
        cancellationToken);

    public Task DropAsync(string database, string name, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            RequireDatabase(database);
            if (aliases.ContainsKey((database, name)))
            {
                throw CallException.Unexpected($"cannot drop the collection via alias = {name}");
            }

            if (collections.GetValueOrDefault((database, name)) is not { } collection)
            {
                return;
            }

            if (collection.Record.Aliases is { Count: > 0 } names)
            {
                throw CallException.Unexpected($"unable to drop the collection [{name}] because it has associated aliases {names}, please remove all aliases before dropping the collection");
            }

            await collection.Rows.DropAsync(() => store.CommitAsync(transaction =>
            {
                transaction.Remove(RecordKinds.Collection, Key(collection.Record));
                transaction.RemoveChanges(collection.Id);
            })).ConfigureAwait(false);
            Hide(collection);
        },
        cancellationToken);

    /// <summary>Changes what is declared of a collection: name, partitions, indexes, aliases, what is loaded.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The collection's name or alias.</param>
    /// <param name="change">Changes a copy of the record, which nobody sees when it throws.</param>
    /// <param name="cancellationToken">Gives up waiting for others.</param>
    public Task UpdateAsync(string database, string name, Action<Collection, CollectionRecord> change, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            var collection = Require(database, name);
            var changed = collection.Record.Clone();
            change(collection, changed);
            if (changed.Equals(collection.Record))
            {
                return;
            }

            await store.CommitAsync(transaction => transaction.Put(RecordKinds.Collection, Key(changed), changed)).ConfigureAwait(false);
            var gone = collection.Record.Partitions.Select(partition => partition.Id).Except(changed.Partitions.Select(partition => partition.Id)).ToList();
            foreach (var partition in changed.Partitions.ExceptBy(collection.Record.Partitions.Select(partition => partition.Id), partition => partition.Id))
            {
                await collection.Rows.AddPartitionAsync(partition.Id).ConfigureAwait(false);
            }

            var before = collection.Record;
            collection.Record = changed;
            Show(collection);
            if (before.Name != changed.Name)
            {
                collections = collections.Remove((before.Database, before.Name));
            }

            aliases = aliases.RemoveRange(before.Aliases.Except(changed.Aliases).Select(alias => (before.Database, alias)));
            foreach (var partition in gone)
            {
                await collection.Rows.RemovePartitionAsync(partition).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Lets an alias name another collection, without a moment in which it names none.</summary>
    public Task MoveAliasAsync(Collection before, Collection after, string alias, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            var (old, changed) = (before.Record.Clone(), after.Record.Clone());
            old.Aliases.Remove(alias);
            changed.Aliases.Add(alias);
            await store.CommitAsync(transaction =>
            {
                transaction.Put(RecordKinds.Collection, Key(old), old);
                transaction.Put(RecordKinds.Collection, Key(changed), changed);
            }).ConfigureAwait(false);
            before.Record = old;
            after.Record = changed;
            aliases = aliases.SetItem((changed.Database, alias), after);
        },
        cancellationToken);

    public void Dispose()
    {
        changing.Dispose();
        foreach (var collection in collections.Values)
        {
            collection.Rows.Dispose();
        }
    }

    private static string Key(CollectionRecord record) => record.Id.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);

    private Collection Open(CollectionRecord record)
    {
        var rows = new RowTable(record.Id, new Schema(record.Schema), store, budget, record.Partitions.Select(partition => partition.Id));
        return new Collection(record, rows);
    }

    private void Show(Collection collection)
    {
        var record = collection.Record;
        collections = collections.SetItem((record.Database, record.Name), collection);
        aliases = aliases.SetItems(record.Aliases.Select(alias => KeyValuePair.Create((record.Database, alias), collection)));
    }

    private void Hide(Collection collection)
    {
        var record = collection.Record;
        collections = collections.Remove((record.Database, record.Name));
        aliases = aliases.RemoveRange(record.Aliases.Select(alias => (record.Database, alias)));
    }

    private async Task ChangeAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await change().ConfigureAwait(false);
        }
        finally
        {
            changing.Release();
        }
    }
}
