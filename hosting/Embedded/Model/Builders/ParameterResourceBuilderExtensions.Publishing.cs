using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ParameterResourceBuilderExtensions
{
    /// <summary>Publishes a resource as a connection string that whoever deploys it gives.</summary>
    public static void ConfigureConnectionStringManifestPublisher(IResourceBuilder<IResourceWithConnectionString> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var parameter = new ParameterResource(builder.Resource.Name, _ => string.Empty, secret: true) { IsConnectionString = true };
        builder.WithManifestPublishingCallback(context => context.WriteParameter(parameter));
    }
}
