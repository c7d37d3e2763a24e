namespace Lab.Engines.Milvus.Filters;

/// <summary>A value of an expression for one row.</summary>
internal readonly record struct FilterValue
{
    private FilterValue(FilterValueKind kind, long integer, double real, object? reference)
    {
        Kind = kind;
        Integer = integer;
        Real = real;
        Reference = reference;
    }

    public static FilterValue Missing => default;

    public FilterValueKind Kind { get; }

    /// <summary>The value of an integer; 1 or 0 of a truth value.</summary>
    public long Integer { get; }

    /// <summary>The value of a number, integers included.</summary>
    public double Real { get; }

    /// <summary>The text, or the elements of a list.</summary>
    private object? Reference { get; }

    public bool IsNumber => Kind is FilterValueKind.Integer or FilterValueKind.Real;

    public bool IsTrue => Kind == FilterValueKind.Boolean && Integer != 0;

    public string Text => Reference as string ?? "";

    public IReadOnlyList<FilterValue> Elements => Reference as IReadOnlyList<FilterValue> ?? [];

    public static FilterValue Of(bool value) => new(FilterValueKind.Boolean, value ? 1 : 0, 0, null);

    public static FilterValue Of(long value) => new(FilterValueKind.Integer, value, value, null);

    public static FilterValue Of(double value) => new(FilterValueKind.Real, 0, value, null);

    public static FilterValue Of(string value) => new(FilterValueKind.Text, 0, 0, value);

    public static FilterValue Of(IReadOnlyList<FilterValue> elements) => new(FilterValueKind.List, 0, 0, elements);

    /// <summary>A value that is there and no more: an object or null in JSON.</summary>
    public static FilterValue Other() => new(FilterValueKind.Other, 0, 0, null);

    /// <summary>Equal as values: 1 is 1.0, lists element by element.</summary>
    public bool IsSame(FilterValue other)
    {
        if (Kind == FilterValueKind.Integer && other.Kind == FilterValueKind.Integer)
        {
            return Integer == other.Integer;
        }

        if (IsNumber && other.IsNumber)
        {
            return Real.Equals(other.Real);
        }

        return Kind == other.Kind && Kind switch
        {
            FilterValueKind.Boolean => Integer == other.Integer,
            FilterValueKind.Text => Text == other.Text,
            FilterValueKind.List => Elements.Count == other.Elements.Count && Elements.Zip(other.Elements).All(pair => pair.First.IsSame(pair.Second)),
            _ => false,
        };
    }

    /// <summary>Compares numbers with numbers and texts with texts.</summary>
    /// <returns>Below, at or above zero; <see langword="null"/> where there is no order between the two.</returns>
    public int? CompareWith(FilterValue other)
    {
        if (Kind == FilterValueKind.Integer && other.Kind == FilterValueKind.Integer)
        {
            return Integer.CompareTo(other.Integer);
        }

        if (IsNumber && other.IsNumber)
        {
            return double.IsNaN(Real) || double.IsNaN(other.Real) ? null : Real.CompareTo(other.Real);
        }

        return Kind == FilterValueKind.Text && other.Kind == FilterValueKind.Text ? string.CompareOrdinal(Text, other.Text) : null;
    }
}
