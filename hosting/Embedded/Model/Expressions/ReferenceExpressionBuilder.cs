using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts an expression together piece by piece.</summary>
public partial class ReferenceExpressionBuilder
{
    private readonly StringBuilder format = new();
    private readonly List<IValueProvider> valueProviders = [];
    private readonly List<string> manifestExpressions = [];
    private readonly List<string?> stringFormats = [];

    /// <summary>Whether nothing has been appended.</summary>
    public bool IsEmpty => format.Length == 0;

    /// <summary>Appends an interpolated string.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The compiler passes this builder to the handler.")]
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
        // The handler has appended to this builder what the string consists of.
    }

    /// <summary>Appends plain text.</summary>
    public void AppendLiteral(string value) => format.Append(Braces.Double(value));

    /// <summary>Appends plain text.</summary>
    public void AppendFormatted(string? value) => AppendFormatted(value, format: null);

    /// <summary>Appends plain text in a format, for example <c>uri</c>.</summary>
    public void AppendFormatted(string? value, string? format = null)
    {
        if (value is not null)
        {
            AppendLiteral(ValueFormat.Apply(value, format));
        }
    }

    /// <summary>Not allowed: an expression within an expression carries no format.</summary>
    [Obsolete(NoFormat, error: true)]
    public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormat);

    /// <summary>Appends a reference.</summary>
    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, format: null);

    /// <summary>Appends a reference whose value is formatted, for example as <c>uri</c>.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => Add(valueProvider, valueProvider.ValueExpression, format);

    /// <summary>Appends a reference to a value or to the resource of a builder.</summary>
    /// <exception cref="ArgumentException">The object is neither.</exception>
    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        var value = valueProvider is IResourceBuilder<IResource> builder ? builder.Resource : valueProvider;
        if (value is not IValueProvider provider || value is not IManifestExpressionProvider expression)
        {
            throw new ArgumentException(
                $"A {value?.GetType().Name ?? "null"} has no value to refer to; allowed: what implements IValueProvider and IManifestExpressionProvider.", nameof(valueProvider));
        }

        Add(provider, expression.ValueExpression, format);
    }

    /// <summary>Makes the expression.</summary>
    public ReferenceExpression Build() => ReferenceExpression.Create(format.ToString(), [.. valueProviders], [.. manifestExpressions], [.. stringFormats]);

    private void Add(IValueProvider provider, string expression, string? stringFormat)
    {
        format.Append('{').Append(valueProviders.Count).Append('}');
        valueProviders.Add(provider);
        manifestExpressions.Add(expression);
        stringFormats.Add(stringFormat);
    }
}
