namespace Aspire.Hosting.ApplicationModel;

/// <summary>Hands out ports, each only once.</summary>
public interface IPortAllocator
{
    /// <summary>Marks a port as taken.</summary>
    void AddUsedPort(int port);

    /// <summary>Hands out the next free port.</summary>
    int AllocatePort();
}
