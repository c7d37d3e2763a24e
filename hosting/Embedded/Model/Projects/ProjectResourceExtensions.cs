namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds projects and what is known of them.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>The application's projects.</summary>
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ProjectResource>();
    }

    /// <summary>What is known of a project.</summary>
    /// <exception cref="InvalidOperationException">Nothing is.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.Annotations.OfType<IProjectMetadata>().LastOrDefault()
            ?? throw new InvalidOperationException($"The project '{projectResource.Name}' has no project metadata.");
    }
}
