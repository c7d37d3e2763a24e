using Lab.Hosting.Integrations.Containers;

namespace Lab.Integrations.Tests;

/// <summary>A machine on which containers can run or cannot.</summary>
internal sealed class FixedContainerProbe(bool isAvailable, string reason) : IContainerProbe
{
    public int Calls { get; private set; }

    public Task<ContainerAvailability> CheckAsync(string image, CancellationToken cancellationToken)
    {
        Calls++;
        return Task.FromResult(new ContainerAvailability(isAvailable, reason));
    }
}
