namespace Aspire.Hosting.ApplicationModel;

/// <summary>The container that stands for an executable or a project when the application is published.</summary>
internal sealed class PublishedContainer(IResource resource) : ContainerResource(resource.Name)
{
    // Everything that was, and is still to be, said of the resource holds for the container.
    public override ResourceAnnotationCollection Annotations => resource.Annotations;
}
