namespace Lab.Hosting.Clients.Neo4j;

/// <summary>One row of a result.</summary>
public sealed class Neo4jRecord
{
    private readonly IReadOnlyList<string> fields;

    internal Neo4jRecord(IReadOnlyList<string> fields, IReadOnlyList<Neo4jValue> values)
    {
        this.fields = fields;
        Values = values;
    }

    /// <summary>The values, in the order of the result's fields.</summary>
    public IReadOnlyList<Neo4jValue> Values { get; }

    /// <summary>The value at a place, from 0.</summary>
    /// <param name="index">The place.</param>
    public Neo4jValue this[int index] => Values[index];

    /// <summary>The value of a field.</summary>
    /// <param name="field">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no field of that name.</exception>
    public Neo4jValue this[string field]
    {
        get
        {
            for (var index = 0; index < fields.Count; index++)
            {
                if (string.Equals(fields[index], field, StringComparison.Ordinal))
                {
                    return Values[index];
                }
            }

            throw new KeyNotFoundException($"There is no field '{field}'; there are {string.Join(", ", fields)}.");
        }
    }
}
