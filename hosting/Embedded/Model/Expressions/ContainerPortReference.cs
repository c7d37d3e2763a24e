namespace Aspire.Hosting.ApplicationModel;

/// <summary>Refers to the port on which a resource's container listens when it is deployed.</summary>
/// <param name="resource">The resource.</param>
public class ContainerPortReference(IResource resource) : IManifestExpressionProvider, IValueWithReferences, IValueProvider
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <inheritdoc />
    public string ValueExpression => $"{{{Resource.Name}.containerPort}}";

    /// <inheritdoc />
    public IEnumerable<object> References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new("8080");
}
