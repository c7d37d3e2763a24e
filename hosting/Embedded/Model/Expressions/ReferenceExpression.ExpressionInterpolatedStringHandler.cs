using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpression
{
    /// <summary>Gathers the parts of an interpolated string.</summary>
    /// <param name="literalLength">The number of characters of plain text.</param>
    /// <param name="formattedCount">The number of values.</param>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private const string NoFormat = "ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.";

        private readonly StringBuilder format = new(literalLength * 2);
        private readonly List<IValueProvider> valueProviders = new(formattedCount);
        private readonly List<string> manifestExpressions = new(formattedCount);
        private readonly List<string?> stringFormats = new(formattedCount);

        /// <summary>Appends plain text.</summary>
        public readonly void AppendLiteral(string value) => format.Append(Braces.Double(value));

        /// <summary>Appends plain text.</summary>
        public readonly void AppendFormatted(string? value) => AppendFormatted(value, format: null);

        /// <summary>Appends plain text in a format, for example <c>uri</c>.</summary>
        public readonly void AppendFormatted(string? value, string? format = null)
        {
            if (value is not null)
            {
                this.format.Append(Braces.Double(ValueFormat.Apply(value, format)));
            }
        }

        /// <summary>Not allowed: an expression within an expression carries no format.</summary>
        [Obsolete(NoFormat, error: true)]
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormat);

        /// <summary>Appends a reference.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, format: null);

        /// <summary>Appends a reference whose value is formatted, for example as <c>uri</c>.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider
        {
            this.format.Append('{').Append(valueProviders.Count).Append('}');
            valueProviders.Add(valueProvider);
            manifestExpressions.Add(valueProvider.ValueExpression);
            stringFormats.Add(format);
        }

        /// <summary>Appends a reference to a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource, format: null);

        /// <summary>Appends a reference to a resource, whose value is formatted, for example as <c>uri</c>.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource, format);

        internal readonly ReferenceExpression Build() => new(format.ToString(), [.. valueProviders], [.. manifestExpressions], [.. stringFormats]);
    }
}
