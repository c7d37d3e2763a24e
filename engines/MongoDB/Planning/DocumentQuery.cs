using System.Runtime.CompilerServices;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Projections;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Planning;

/// <summary>Reads the documents of a plan that match, in order, cut and projected; a chunk of them is in memory, and when the plan gives no order, up to the sorter's limit.</summary>
/// <param name="View">What is read.</param>
/// <param name="Plan">How.</param>
/// <param name="Filter">What must match.</param>
internal sealed record DocumentQuery(IReadView View, Plan Plan, Filter Filter)
{
    private const int FirstChunk = 101;
    private const int LaterChunk = 1_000;
    private const int ChunkBytes = 1 << 20;

    public SortSpec? Sort { get; init; }

    public long Skip { get; init; }

    public long? Limit { get; init; }

    public Projection? Projection { get; init; }

    /// <summary>Whether all documents match, so that they need not be looked at.</summary>
    public bool MatchesAll { get; init; }

    /// <summary>What was read, for explain.</summary>
    public QueryStatistics Statistics { get; } = new();

    /// <summary>Whether documents are collected and sorted in memory.</summary>
    public bool SortsInMemory => Sort is { IsEmpty: false } && !(Plan.IsSorted && !View.LosesOrder(Plan.Collection));

    public async IAsyncEnumerable<BsonDocument> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var documents = SortsInMemory ? Sorted(cancellationToken) : Matching(cancellationToken);
        var skip = SortsInMemory ? 0 : Skip;
        var left = Limit ?? long.MaxValue;
        foreach (var document in SortsInMemory ? documents.Skip((int)Math.Min(Skip, int.MaxValue)) : documents)
        {
            if (skip > 0)
            {
                skip--;
                continue;
            }

            yield return Projection is null ? document : Projection.Apply(document, Projection.NeedsQuery ? Filter : null);
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    private IEnumerable<BsonDocument> Sorted(CancellationToken cancellationToken)
    {
        var sorter = new DocumentSorter(Sort!, Limit is { } limit && Skip + limit > 0 && Skip + limit < int.MaxValue ? Skip + limit : null);
        foreach (var document in Matching(cancellationToken))
        {
            sorter.Add(document);
        }

        return sorter.Sorted();
    }

    /// <summary>The documents that match, in the plan's order.</summary>
    public IEnumerable<BsonDocument> Matching(CancellationToken cancellationToken)
    {
        var scan = new Scan(Plan);
        var chunk = new List<StoredDocument>();
        var size = (int)Math.Min(FirstChunk, SortsInMemory ? FirstChunk : Math.Max(1, (Limit ?? FirstChunk) + Skip));
        bool more;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            chunk.Clear();
            more = View.Read(scan, chunk, size, ChunkBytes);
            Statistics.Keys = scan.KeysRead;
            Statistics.Documents += chunk.Count;
            size = LaterChunk;
            foreach (var stored in chunk)
            {
                if (MatchesAll)
                {
                    yield return new RawBsonDocument(stored.Bytes);
                }
                else if (BsonBytes.Read(stored.Bytes) is var document && Filter.Matches(document))
                {
                    // What was read whole is written again as it was stored.
                    yield return SortsInMemory || Projection is not null ? document : new RawBsonDocument(stored.Bytes);
                }
            }
        }
        while (more);
    }
}
