namespace Aspire.Hosting.ApplicationModel;

/// <summary>When the image of a container is pulled.</summary>
public sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    /// <summary>When it is pulled.</summary>
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}
