using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpressionBuilder
{
    private const string NoFormat = "ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.";

    /// <summary>Appends the parts of an interpolated string to a builder.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder builder;

        /// <summary>Creates a handler.</summary>
        /// <param name="literalLength">The number of characters of plain text.</param>
        /// <param name="formattedCount">The number of values.</param>
        /// <param name="builder">What the parts are appended to.</param>
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
        {
            this.builder = builder;
            builder.format.EnsureCapacity(builder.format.Length + literalLength + (3 * formattedCount));
        }

        /// <summary>Appends plain text.</summary>
        public void AppendLiteral(string value) => builder.AppendLiteral(value);

        /// <summary>Appends plain text.</summary>
        public void AppendFormatted(string? value) => builder.AppendFormatted(value, format: null);

        /// <summary>Appends plain text in a format, for example <c>uri</c>.</summary>
        public void AppendFormatted(string? value, string format) => builder.AppendFormatted(value, format);

        /// <summary>Not allowed: an expression within an expression carries no format.</summary>
        [Obsolete(NoFormat, error: true)]
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormat);

        /// <summary>Appends a reference.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider, format: null);

        /// <summary>Appends a reference whose value is formatted, for example as <c>uri</c>.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider, format);

        /// <summary>Appends a reference to a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource, format: null);

        /// <summary>Appends a reference to a resource, whose value is formatted, for example as <c>uri</c>.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource, format);
    }
}
