namespace Aspire.Hosting.ApplicationModel;

/// <summary>Refers to the connection string of a resource.</summary>
public class ConnectionStringReference : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>Refers to the connection string of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="optional">Whether the connection string may be missing.</param>
    public ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resource = resource;
        Optional = optional;
    }

    /// <summary>The resource.</summary>
    public IResourceWithConnectionString Resource { get; }

    /// <summary>Whether the connection string may be missing.</summary>
    public bool Optional { get; }

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => ResolveAsync(new ValueProviderContext(), cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) => ResolveAsync(context, cancellationToken);

    /// <summary>Throws when the connection string is missing although it must not.</summary>
    internal string? Check(string? value) => string.IsNullOrEmpty(value) && !Optional
        ? throw new DistributedApplicationException($"The connection string for the resource '{Resource.Name}' is not available.")
        : value;

    private async ValueTask<string?> ResolveAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        Check(await Resource.GetValueAsync(context, cancellationToken).ConfigureAwait(false));
}
