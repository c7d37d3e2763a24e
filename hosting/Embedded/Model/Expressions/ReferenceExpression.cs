using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with references to values that are known later.</summary>
public partial class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The expression without text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    private ReferenceExpression(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string> manifestExpressions, IReadOnlyList<string?> stringFormats)
    {
        Format = format;
        ValueProviders = valueProviders;
        ManifestExpressions = manifestExpressions;
        StringFormats = stringFormats;
    }

    private ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        : this("", [.. whenTrue.ValueProviders, .. whenFalse.ValueProviders], [], [])
    {
        Condition = condition;
        MatchValue = matchValue;
        WhenTrue = whenTrue;
        WhenFalse = whenFalse;
        Name = ConditionalName.Of(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>The text, with <c>{0}</c>, <c>{1}</c> … where references stand and braces doubled.</summary>
    public string Format { get; }

    /// <summary>What is referred to.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>How the manifest names what is referred to.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <summary>The format of each reference; null for the value as it is.</summary>
    public IReadOnlyList<string?> StringFormats { get; }

    /// <summary>Whether the expression chooses between two others.</summary>
    public bool IsConditional => Condition is not null;

    /// <summary>The value by which it chooses.</summary>
    public IValueProvider? Condition { get; }

    /// <summary>The value of the condition, without regard to case, that chooses <see cref="WhenTrue"/>.</summary>
    public string? MatchValue { get; }

    /// <summary>The expression that is chosen when the condition matches.</summary>
    public ReferenceExpression? WhenTrue { get; }

    /// <summary>The expression that is chosen otherwise.</summary>
    public ReferenceExpression? WhenFalse { get; }

    /// <summary>The expression as the manifest writes it.</summary>
    public string ValueExpression => IsConditional
        ? $"{{{Name}.connectionString}}"
        : string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => IsConditional
        ? [Condition!, .. (Condition as IValueWithReferences)?.References ?? [], .. References(WhenTrue!), .. References(WhenFalse!)]
        : ValueProviders;

    /// <summary>The name by which the manifest refers to a conditional expression; null for others.</summary>
    internal string? Name { get; }

    /// <summary>Makes an expression of an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    /// <summary>Makes an expression that chooses between two others.</summary>
    /// <param name="condition">The value by which it chooses.</param>
    /// <param name="matchValue">The value, without regard to case, that chooses <paramref name="whenTrue"/>.</param>
    /// <param name="whenTrue">Chosen when the condition matches.</param>
    /// <param name="whenFalse">Chosen otherwise.</param>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrEmpty(matchValue);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return new(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>Resolves the references and gives the whole text; null when the expression is empty.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>Resolves the references as the caller sees them and gives the whole text; null when the expression is empty.</summary>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (IsConditional)
        {
            var value = await Condition!.GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            return await Branch(value).GetValueAsync(context, cancellationToken).ConfigureAwait(false);
        }

        if (Format.Length == 0)
        {
            return null;
        }

        var values = new string?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = await ValueProviders[i].GetValueAsync(context, cancellationToken).ConfigureAwait(false);
        }

        return Fill(values);
    }

    internal static ReferenceExpression Create(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string> manifestExpressions, IReadOnlyList<string?> stringFormats) =>
        new(format, valueProviders, manifestExpressions, stringFormats);

    /// <summary>The expression that a value of the condition chooses.</summary>
    internal ReferenceExpression Branch(string? value) => string.Equals(value, MatchValue, StringComparison.OrdinalIgnoreCase) ? WhenTrue! : WhenFalse!;

    /// <summary>The text with the values in place of the references.</summary>
    internal string? Fill(string?[] values) => Format.Length == 0 ? null : string.Format(
        CultureInfo.InvariantCulture,
        Format,
        [.. values.Select((value, i) => value is null ? null : ValueFormat.Apply(value, StringFormats[i]))]);

    private static IEnumerable<object> References(IValueWithReferences value) => value.References;
}
