using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Storage;

/// <summary>A data file of its own, without a server.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-mongodb-").FullName;

    public TemporaryStore() => Store = DocumentStore.Open(Path.Combine(folder, "data.sqlite"));

    public DocumentStore Store { get; }

    public Namespace Name { get; } = new("test", "items");

    public CollectionInfo Collection => Store.Catalog.Find(Name)!;

    public Task<int> InsertAsync(IEnumerable<BsonDocument> documents) => Store.WriteAsync(
        unit =>
        {
            var collection = unit.FindOrCreate(Name);
            foreach (var document in documents)
            {
                unit.Insert(collection, BsonBytes.Write(document), document);
            }

            return 0;
        },
        TestContext.Current.CancellationToken);

    public Task<int> IndexAsync(string key, string options = "{}") => Store.WriteAsync(
        unit =>
        {
            var specification = new BsonDocument { { "v", 2 }, { "key", BsonDocument.Parse(key) }, { "name", key } };
            new CatalogWriter(unit).CreateIndex(unit.FindOrCreate(Name), specification.AddRange(BsonDocument.Parse(options)));
            return 0;
        },
        TestContext.Current.CancellationToken);

    public Plan Plan(BsonDocument filter, string sort = "{}") =>
        Planner.Choose(Collection, Filter.Parse(filter), filter, SortSpec.Parse(BsonDocument.Parse(sort)));

    /// <summary>Reads with a plan, or through all documents.</summary>
    public async Task<List<BsonDocument>> ReadAsync(BsonDocument filter, Plan plan, string sort = "{}")
    {
        var order = SortSpec.Parse(BsonDocument.Parse(sort));
        var query = new DocumentQuery(new CommittedView(Store), plan, Filter.Parse(filter)) { Sort = order.IsEmpty ? null : order };
        var found = new List<BsonDocument>();
        await foreach (var document in query.RunAsync(TestContext.Current.CancellationToken))
        {
            found.Add(BsonBytes.Read(BsonBytes.Write(document)));
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
