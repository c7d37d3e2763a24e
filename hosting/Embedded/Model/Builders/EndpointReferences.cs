namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints of one resource another is told about; one per referenced resource, filled by each further reference.</summary>
internal sealed class EndpointReferences(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool All { get; set; }

    public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Include(string endpointName) => All || Names.Contains(endpointName);
}
