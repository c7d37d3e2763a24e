using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Engines.Milvus.Filters;

namespace Lab.Engines.Milvus.Searching;

/// <summary>A search over one snapshot.</summary>
/// <param name="Snapshot">The rows.</param>
/// <param name="Vectors">The field of vectors.</param>
/// <param name="Filter">Which rows count.</param>
/// <param name="Range">Which nearness counts.</param>
/// <param name="Most">How many hits are kept for each query, those that are skipped included.</param>
internal sealed record Search(Snapshot Snapshot, Field Vectors, Filter Filter, NearnessRange Range, int Most)
{
    // Below this many multiplications, sharing the work among cores costs more than it brings.
    private const long WorkWorthSharing = 4_000_000;

    /// <summary>Finds the nearest rows of each query, nearest first; of rows that are as near, the one with the lower key.</summary>
    public IReadOnlyList<IReadOnlyList<Hit>> Run(IReadOnlyList<PreparedQuery> queries, Comparison<Hit> order, CancellationToken cancellationToken)
    {
        var slices = Snapshot.Slices;
        var selected = new bool[slices.Length][];
        var rows = slices.Sum(slice => (long)slice.Count);
        var isShared = rows * Vectors.Dimension * queries.Count >= WorkWorthSharing && Environment.ProcessorCount > 1;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = isShared ? Environment.ProcessorCount : 1 };
        Parallel.For(0, slices.Length, options, i => selected[i] = Filter.Select(slices[i], Snapshot.Version));

        // One query is shared by slices, many are shared by query.
        var parts = isShared && queries.Count < Environment.ProcessorCount ? Math.Clamp(slices.Length, 1, Environment.ProcessorCount) : 1;
        var found = new NearestHits[queries.Count * parts];
        Parallel.For(0, found.Length, options, i =>
        {
            var hits = new NearestHits(Most);
            for (var slice = i % parts; slice < slices.Length; slice += parts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                VectorScan.Run((VectorColumn)slices[slice].Chunk.Column(Vectors), selected[slice], slice, queries[i / parts], Range, hits);
            }

            found[i] = hits;
        });

        return [.. Enumerable.Range(0, queries.Count).Select(query => Nearest(found.Skip(query * parts).Take(parts), order))];
    }

    /// <summary>Finds the nearest row of each group, for the nearest groups.</summary>
    public IReadOnlyList<IReadOnlyList<Hit>> RunGrouped(IReadOnlyList<PreparedQuery> queries, Field group, Comparison<Hit> order, CancellationToken cancellationToken)
    {
        var slices = Snapshot.Slices;
        var selected = slices.Select(slice => Filter.Select(slice, Snapshot.Version)).ToList();
        var groups = slices.Select(slice => new FieldExpression(group, []).Bind(slice.Chunk)).ToList();
        var answers = new List<IReadOnlyList<Hit>>();
        foreach (var query in queries)
        {
            var nearest = new Dictionary<FilterValue, Hit>();
            for (var slice = 0; slice < slices.Length; slice++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var column = (VectorColumn)slices[slice].Chunk.Column(Vectors);
                for (var row = 0; row < slices[slice].Count; row++)
                {
                    var hit = selected[slice][row] ? new Hit(slice, row, query.Nearness(column, row)) : default;
                    var key = groups[slice](row);
                    if (selected[slice][row] && Range.Contains(hit.Nearness) && (!nearest.TryGetValue(key, out var best) || order(hit, best) < 0))
                    {
                        nearest[key] = hit;
                    }
                }
            }

            var sorted = nearest.Values.ToList();
            sorted.Sort(order);
            answers.Add(sorted.GetRange(0, Math.Min(Most, sorted.Count)));
        }

        return answers;
    }

    private List<Hit> Nearest(IEnumerable<NearestHits> parts, Comparison<Hit> order)
    {
        var hits = parts.SelectMany(part => part.All).ToList();
        hits.Sort(order);
        return hits.GetRange(0, Math.Min(Most, hits.Count));
    }
}
