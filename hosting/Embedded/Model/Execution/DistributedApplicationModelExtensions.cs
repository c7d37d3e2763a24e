namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds resources by what is done with them.</summary>
public static class DistributedApplicationModelExtensions
{
    /// <summary>The resources that run when the application is deployed.</summary>
    public static IEnumerable<IResource> GetComputeResources(this DistributedApplicationModel model) => Resources(model)
        .Where(resource => !resource.IsExcludedFromPublish() && !resource.IsBuildOnlyContainer()
            && (resource.IsContainer() || resource.IsEmulator() || resource is ProjectResource));

    /// <summary>The resources whose image is built.</summary>
    public static IEnumerable<IResource> GetBuildResources(this DistributedApplicationModel model) =>
        Resources(model).Where(resource => resource.RequiresImageBuild());

    /// <summary>The resources whose image is built and pushed to a registry.</summary>
    public static IEnumerable<IResource> GetBuildAndPushResources(this DistributedApplicationModel model) =>
        Resources(model).Where(resource => resource.RequiresImageBuildAndPush());

    private static IResourceCollection Resources(DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources;
    }
}
