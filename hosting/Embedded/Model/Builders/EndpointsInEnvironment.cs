namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints a project is told to listen on.</summary>
internal sealed class EndpointsInEnvironment(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public bool Include(EndpointAnnotation endpoint) => filter(endpoint);
}
