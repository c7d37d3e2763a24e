using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Planning;

/// <summary>
/// A plan that is being carried out, a chunk at a time. Between chunks nothing of the data file is held: the scan goes on behind the key and
/// row that it read last, on whatever connection it is given.
/// </summary>
internal sealed class Scan(Plan plan)
{
    // A document that an index on an array holds under several keys is read once.
    private readonly HashSet<long>? _seen = plan.Index is { Multikey: not 0 } ? [] : null;
    private readonly bool _backward = plan.Backward;
    private int _range;
    private byte[]? _lastKey;
    private long? _lastRow;

    public Plan Plan => plan;

    public bool IsDone { get; private set; }

    /// <summary>Whether a transaction's uncommitted documents, which follow at the end, were read too.</summary>
    public bool IsTailRead { get; set; }

    /// <summary>How many index keys, or documents without an index, were read.</summary>
    public long KeysRead { get; private set; }

    /// <summary>Reads on.</summary>
    /// <param name="connection">A connection that sees the data to be read.</param>
    /// <param name="documents">Where the documents are added.</param>
    /// <param name="maxDocuments">How many are read at most.</param>
    /// <param name="maxBytes">After how many bytes of documents the chunk ends.</param>
    public void Read(SqliteConnection connection, List<StoredDocument> documents, int maxDocuments, int maxBytes)
    {
        var end = documents.Count + maxDocuments;
        var bytes = 0L;
        while (!IsDone && documents.Count < end && bytes < maxBytes)
        {
            var statement = plan.Index is null ? Rows(connection) : Keys(connection, plan.Ranges[_backward ? plan.Ranges.Count - 1 - _range : _range]);
            var more = false;
            while (documents.Count < end && bytes < maxBytes && (more = statement.Step()))
            {
                KeysRead++;
                var row = statement.Integer(0);
                _lastRow = row;
                if (plan.Index is not null)
                {
                    _lastKey = statement.Bytes(2).ToArray();
                }

                if (_seen?.Add(row) ?? true)
                {
                    var document = statement.Bytes(1).ToArray();
                    bytes += document.Length;
                    documents.Add(new StoredDocument(row, document));
                }
            }

            statement.Reset();
            if (!more && documents.Count < end && bytes < maxBytes)
            {
                NextRange();
            }
        }
    }

    private void NextRange()
    {
        _range++;
        _lastKey = null;
        _lastRow = null;
        IsDone = plan.Index is null || _range >= plan.Ranges.Count;
    }

    private SqliteStatement Rows(SqliteConnection connection)
    {
        var table = plan.Collection.Table;
        var statement = connection.Prepare(_backward
            ? $"SELECT row, document FROM {table} WHERE row < ?1 ORDER BY row DESC"
            : $"SELECT row, document FROM {table} WHERE row > ?1 ORDER BY row");
        return statement.Bind(1, _lastRow ?? (_backward ? long.MaxValue : long.MinValue));
    }

    private SqliteStatement Keys(SqliteConnection connection, KeyRange range)
    {
        var select = $"SELECT d.row, d.document, i.key FROM {plan.Index!.Table} i CROSS JOIN {plan.Collection.Table} d ON d.row = i.row WHERE ";
        var order = _backward ? " ORDER BY i.key DESC, i.row DESC" : " ORDER BY i.key, i.row";
        var from = _backward || _lastKey is null ? "i.key >= ?1" : "(i.key, i.row) > (?1, ?3)";
        var to = _backward && _lastKey is not null ? " AND (i.key, i.row) < (?2, ?3)" : range.To is null ? "" : " AND i.key < ?2";
        var statement = connection.Prepare(select + from + to + order);
        statement.Bind(1, _backward || _lastKey is null ? range.From : _lastKey);
        if (to.Length > 0)
        {
            statement.Bind(2, _backward && _lastKey is not null ? _lastKey : range.To!);
        }

        if (_lastKey is not null)
        {
            statement.Bind(3, _lastRow!.Value);
        }

        return statement;
    }
}
