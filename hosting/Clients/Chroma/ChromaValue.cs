using System.Globalization;
using System.Text.Json.Serialization;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>A value of metadata: text, a whole number, a floating-point number or a truth value. ChromaDB tells whole and floating-point numbers apart.</summary>
[JsonConverter(typeof(ChromaValueConverter))]
public readonly record struct ChromaValue
{
    private ChromaValue(object value) => Value = value;

    /// <summary>No value: in an update it takes the key away. It is refused everywhere else.</summary>
    public static ChromaValue Removed => default;

    /// <summary>A <see cref="string"/>, <see cref="long"/>, <see cref="double"/> or <see cref="bool"/>; null for <see cref="Removed"/>.</summary>
    public object? Value { get; }

    /// <summary>Text.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static implicit operator ChromaValue(string value) => new(value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator ChromaValue(long value) => new(value);

    /// <summary>A floating-point number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static implicit operator ChromaValue(double value) =>
        double.IsFinite(value) ? new(value) : throw new ArgumentOutOfRangeException(nameof(value), value, "Allowed are finite numbers.");

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ChromaValue(bool value) => new(value);

    /// <summary>The value as text.</summary>
    public override string ToString() => Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "";
}
