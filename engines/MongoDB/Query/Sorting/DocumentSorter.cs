using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Sorting;

/// <summary>Sorts documents in memory, equal ones in the order they came; with a limit it keeps only so many.</summary>
/// <param name="order">The order.</param>
/// <param name="limit">How many documents are wanted, or null for all.</param>
/// <param name="maxBytes">How many bytes of documents may be held; MongoDB's limit is 100 MiB.</param>
internal sealed class DocumentSorter(SortSpec order, long? limit = null, long maxBytes = DocumentSorter.MaxBytes)
{
    public const long MaxBytes = 100 * 1024 * 1024;

    private readonly List<(BsonValue[] Key, long Number, BsonDocument Document, long Bytes)> _held = [];
    private long _count;
    private long _bytes;

    /// <exception cref="CommandException">292: more bytes than allowed.</exception>
    public void Add(BsonDocument document)
    {
        var bytes = BsonSize.Of(document);
        _bytes += bytes;
        _held.Add((order.KeyOf(document), _count++, document, bytes));
        // Twice the limit is let in before the lower half is thrown out: each document is sorted away once.
        if (limit is { } keep && _held.Count >= Math.Max(2 * keep, keep + 1024))
        {
            Cut((int)keep);
        }

        if (_bytes <= maxBytes)
        {
            return;
        }

        if (limit is { } last && _held.Count > last)
        {
            Cut((int)last);
        }

        if (_bytes > maxBytes)
        {
            throw new CommandException(
                ErrorCode.QueryExceededMemoryLimitNoDiskUseAllowed,
                $"Sort exceeded memory limit of {maxBytes} bytes, but did not opt in to external sorting.");
        }
    }

    /// <summary>The documents in order.</summary>
    public IEnumerable<BsonDocument> Sorted()
    {
        Cut((int)Math.Min(limit ?? int.MaxValue, _held.Count));
        return _held.Select(entry => entry.Document);
    }

    private void Cut(int keep)
    {
        _held.Sort((x, y) =>
        {
            var byKey = order.CompareKeys(x.Key, y.Key);
            return byKey != 0 ? byKey : x.Number.CompareTo(y.Number);
        });
        if (keep < _held.Count)
        {
            _bytes -= _held.Skip(keep).Sum(entry => entry.Bytes);
            _held.RemoveRange(keep, _held.Count - keep);
        }
    }
}
