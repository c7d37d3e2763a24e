using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Queries;

/// <summary>What of each row a request wants to see.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Names">What the answer names: the fields, and keys in the field of dynamic keys.</param>
internal sealed record OutputFields(IReadOnlyList<Field> Fields, IReadOnlyList<string> Names)
{
    private const long MostBytes = 60L << 20;

    /// <summary>Reads a request's wishes.</summary>
    /// <param name="schema">The fields there are.</param>
    /// <param name="wanted">Names; <c>*</c> for all; a name that is no field's is a dynamic key.</param>
    /// <exception cref="CallException">A name is no field's, and the collection has no dynamic keys.</exception>
    public static OutputFields Read(Schema schema, IEnumerable<string> wanted)
    {
        var fields = new List<Field>();
        var names = new List<string>();
        foreach (var name in wanted.Select(name => name.Trim()))
        {
            var named = name == "*" ? schema.Fields : [schema.Find(name) ?? schema.Dynamic ?? throw CallException.Unexpected($"field {name} not exist")];
            fields.AddRange(named.Except(fields));
            names.AddRange((name == "*" ? schema.Fields.Select(field => field.Name) : [name]).Except(names));
        }

        return new OutputFields(fields, names);
    }

    /// <summary>Reads rows.</summary>
    /// <exception cref="CallException">They are too many for one answer.</exception>
    public IEnumerable<FieldData> Gather(IReadOnlyList<(Chunk Chunk, int Row)> rows, Schema schema)
    {
        var columns = Fields.Select(field => rows.Count == 0 ? new Chunk(schema, 0).Column(field).NewData() : rows[0].Chunk.Column(field).NewData()).ToList();
        var perRow = Fields.Sum(field => field.IsVector ? field.Dimension * sizeof(float) : sizeof(long));
        if (perRow * (long)rows.Count > MostBytes)
        {
            throw CallException.Unexpected($"query results exceed the maxOutputSize limit, which is {MostBytes} bytes: ask for fewer rows or fields");
        }

        foreach (var (chunk, row) in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                chunk.Column(Fields[i]).Append(columns[i], row);
            }
        }

        if (columns.Sum(column => (long)column.CalculateSize()) > MostBytes)
        {
            throw CallException.Unexpected($"query results exceed the maxOutputSize limit, which is {MostBytes} bytes: ask for fewer rows or fields");
        }

        return columns;
    }
}
