using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage.Keys;

/// <summary>
/// The keys that a document has in an index: one, or, where a path enters an array, one for each element (multikey). Paths through the same
/// array vary together; two arrays side by side are refused. Source: MongoDB manual, "Multikey Indexes".
/// </summary>
internal sealed class KeyExtractor(IReadOnlyList<IndexField> fields)
{
    private const int MaxKeys = 1_000_000;

    /// <summary>The keys of a document, without duplicates.</summary>
    /// <param name="document">The document.</param>
    /// <param name="multikey">The fields, as bits, whose paths entered an array.</param>
    /// <param name="present">Whether at least one of the fields is there: a sparse index holds no other document.</param>
    /// <exception cref="CommandException">Parallel arrays, or a path that is both index and name.</exception>
    public List<byte[]> Keys(BsonDocument document, out ulong multikey, out bool present)
    {
        var state = new Extraction(fields);
        var values = new BsonValue?[fields.Count];
        var parts = new int[fields.Count];
        Array.Fill(values, document);
        state.Expand(values, parts);
        multikey = state.Multikey;
        present = state.Present;
        return state.Keys;
    }

    private sealed class Extraction(IReadOnlyList<IndexField> fields)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly KeyWriter _writer = new();

        public List<byte[]> Keys { get; } = [];

        public ulong Multikey { get; private set; }

        public bool Present { get; private set; }

        // values[i] is what lies at the first parts[i] components of field i's path; null when nothing does.
        public void Expand(BsonValue?[] values, int[] parts)
        {
            BsonArray? array = null;
            var atArray = 0UL;
            for (var i = 0; i < values.Length; i++)
            {
                if (Walk(i, ref values[i], ref parts[i]) is not { } entered)
                {
                    continue;
                }

                if (array is not null && !ReferenceEquals(array, entered))
                {
                    throw new CommandException(171, "CannotIndexParallelArrays", $"cannot index parallel arrays [{fields[i].Path.Text}] [{FirstOf(atArray)}]");
                }

                array = entered;
                atArray |= 1UL << i;
            }

            if (array is null)
            {
                Add(values);
                return;
            }

            Multikey |= atArray;
            if (array.Count == 0)
            {
                Emit(values, parts, atArray, BsonUndefined.Value);
            }

            foreach (var item in array)
            {
                Emit(values, parts, atArray, item);
            }
        }

        private string FirstOf(ulong bits) => fields[System.Numerics.BitOperations.TrailingZeroCount(bits)].Path.Text;

        private void Emit(BsonValue?[] values, int[] parts, ulong atArray, BsonValue item)
        {
            var next = (BsonValue?[])values.Clone();
            var nextParts = (int[])parts.Clone();
            for (var i = 0; i < next.Length; i++)
            {
                if ((atArray >> i & 1) == 1)
                {
                    next[i] = nextParts[i] == fields[i].Path.Length ? item : item is BsonDocument ? item : null;
                    // An element of an array that is itself an array is indexed whole.
                    nextParts[i] = item is BsonDocument && nextParts[i] < fields[i].Path.Length ? nextParts[i] : Done;
                }
            }

            Expand(next, nextParts);
        }

        private const int Done = int.MaxValue;

        /// <summary>Goes down a path until its end or an array, which is returned.</summary>
        private BsonArray? Walk(int field, ref BsonValue? value, ref int part)
        {
            var path = fields[field].Path;
            while (part < path.Length)
            {
                switch (value)
                {
                    case BsonDocument document:
                        value = document.TryGetValue(path.Parts[part], out var inner) ? inner : null;
                        part++;
                        break;
                    case BsonArray array when path.Index(part) >= 0 && !HasName(array, path.Parts[part]):
                        value = path.Index(part) < array.Count ? array[path.Index(part)] : null;
                        part++;
                        break;
                    case BsonArray array:
                        return array;
                    default:
                        value = null;
                        part = Done;
                        break;
                }
            }

            return part == path.Length && value is BsonArray last ? last : null;
        }

        private static bool HasName(BsonArray array, string name) =>
            array.Any(item => item is BsonDocument document && document.Contains(name))
                ? throw CommandException.Location(16746, $"Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '{name}'")
                : false;

        private void Add(BsonValue?[] values)
        {
            _writer.Clear();
            for (var i = 0; i < values.Length; i++)
            {
                Present |= values[i] is not null;
                _writer.Field(values[i] ?? BsonNull.Value, fields[i].Descending);
            }

            var key = _writer.Written.ToArray();
            if (Keys.Count == 0 || _seen.Count > 0 || !key.AsSpan().SequenceEqual(Keys[0]))
            {
                if (Keys.Count == 1 && _seen.Count == 0)
                {
                    _seen.Add(Convert.ToHexString(Keys[0]));
                }

                if (Keys.Count == 0 || _seen.Add(Convert.ToHexString(key)))
                {
                    Keys.Add(key);
                }
            }

            if (Keys.Count > MaxKeys)
            {
                throw new CommandException(ErrorCode.BadValue, $"The document has more than {MaxKeys} keys in an index.");
            }
        }
    }
}
