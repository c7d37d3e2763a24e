using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Sorting;

/// <summary>Looks for the least or greatest value at a sort key's path, arrays entered.</summary>
internal sealed class SortValue(SortKey key)
{
    private BsonValue? _best;

    public BsonValue Value => _best ?? BsonNull.Value;

    /// <summary>The path of the outermost array that was entered, or null.</summary>
    public string? Array { get; private set; }

    public void Visit(BsonDocument document) => Visit(document, 0);

    private void Visit(BsonDocument document, int part)
    {
        if (!document.TryGetValue(key.Path.Parts[part], out var value))
        {
            Offer(BsonNull.Value);
        }
        else if (value is BsonArray array)
        {
            Visit(array, part + 1);
        }
        else if (part == key.Path.Length - 1)
        {
            Offer(value);
        }
        else if (value is BsonDocument inner)
        {
            Visit(inner, part + 1);
        }
        else
        {
            Offer(BsonNull.Value);
        }
    }

    private void Visit(BsonArray array, int part)
    {
        Array ??= string.Join('.', key.Path.Parts, 0, part);
        if (part == key.Path.Length)
        {
            foreach (var item in array)
            {
                Offer(item);
            }

            if (_best is null)
            {
                Offer(BsonUndefined.Value);
            }

            return;
        }

        var index = key.Path.Index(part);
        if (index >= 0 && index < array.Count)
        {
            VisitElement(array[index], part + 1);
            return;
        }

        foreach (var item in array)
        {
            if (item is BsonDocument inner)
            {
                Visit(inner, part);
            }
            else
            {
                Offer(BsonNull.Value);
            }
        }
    }

    private void VisitElement(BsonValue element, int part)
    {
        if (element is BsonArray array)
        {
            Visit(array, part);
        }
        else if (part == key.Path.Length)
        {
            Offer(element);
        }
        else if (element is BsonDocument inner)
        {
            Visit(inner, part);
        }
        else
        {
            Offer(BsonNull.Value);
        }
    }

    private void Offer(BsonValue value)
    {
        if (_best is null || BsonOrder.Instance.Compare(value, _best) < 0 != key.Descending && BsonOrder.Instance.Compare(value, _best) != 0)
        {
            _best = value;
        }
    }
}
