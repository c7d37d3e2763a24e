using System.Collections.Immutable;

namespace Lab.Engines.MongoDB.Storage.Catalog;

/// <summary>All collections as they were at one time.</summary>
internal sealed class CatalogState
{
    private readonly ImmutableDictionary<Namespace, CollectionInfo> _collections;

    private CatalogState(ImmutableDictionary<Namespace, CollectionInfo> collections) => _collections = collections;

    public static CatalogState Empty { get; } = new(ImmutableDictionary<Namespace, CollectionInfo>.Empty);

    public IEnumerable<CollectionInfo> Collections => _collections.Values;

    public IEnumerable<string> Databases => _collections.Keys.Select(name => name.Database).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public CollectionInfo? Find(Namespace name) => _collections.GetValueOrDefault(name);

    public IEnumerable<CollectionInfo> In(string database) =>
        _collections.Values.Where(c => c.Name.Database == database).OrderBy(c => c.Name.Collection, StringComparer.Ordinal);

    public CatalogState With(CollectionInfo collection) => new(_collections.SetItem(collection.Name, collection));

    public CatalogState Without(Namespace name) => new(_collections.Remove(name));
}
