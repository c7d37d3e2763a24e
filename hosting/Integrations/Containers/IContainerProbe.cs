namespace Lab.Hosting.Integrations.Containers;

/// <summary>Says whether an image can run as a container on this machine.</summary>
internal interface IContainerProbe
{
    /// <summary>Looks for a runtime and the image, and fetches the image where it is absent.</summary>
    Task<ContainerAvailability> CheckAsync(string image, CancellationToken cancellationToken);
}
